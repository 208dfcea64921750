import type postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { insertOperator } from '../../db/people/operators.ts';
import { makeReceiptCode } from '../../domain/receipts/receiptCode.ts';
import { awayFromTheHour } from '../../testing/awayFromTheHour.ts';
import { aChain, aMember, type OwnTestApp, openTestApp, refusalOf } from '../../testing/builders/app.ts';
import { createChain } from '../chains/create.ts';
import type { SiteContext } from '../context.ts';
import { hashPassword } from '../passwords/password.ts';
import { findReceipt } from '../receipts/find.ts';
import { newDevice } from './devices.ts';
import { officeSignIn, operatorSignIn } from './officeSignIn.ts';
import { requestMailCode } from './requestMailCode.ts';
import { signIn } from './signIn.ts';

// An attacker with several networks, against people who signed in before.

const password = 'zielony rower pod lasem';
const admin = 'admin@zielony.example';
const operator = 'op@platform.example';
const anna = 'anna@shopper.example';

let test: OwnTestApp;
let sql: postgres.Sql;
let site: SiteContext;
let elsewhere: SiteContext;
beforeAll(async () => {
  test = await openTestApp();
  sql = test.sql;
  site = await aChain(test.app, { slug: 'zielony' });
  elsewhere = await aChain(test.app, { slug: 'megadom' });
  const passwordHash = await hashPassword(password);
  await aMember(site, { role: 'admin', email: admin, passwordHash });
  await test.app.db.withPlatform('operator', (tx) => insertOperator(tx, { email: operator, passwordHash }));
});
afterAll(() => test.close());
beforeEach(async () => {
  await awayFromTheHour(sql);
  for (const table of ['budgets', 'mail_codes', 'known_networks']) await sql`delete from ${sql(table)}`;
  test.mails.length = 0;
});

const from = (network: string, devices: string[] = [], ctx = site) => ({ ...ctx, network, devices });
const attacker = (n: number) => from(`203.0.113.${n}`);
const codeOf = async (work: Promise<unknown>) => (await refusalOf(work)).code;
const codeIn = (n = -1) => /\b\d{6}\b/.exec(test.mails.at(n)?.text ?? '')?.[0] ?? '';
const wrong = (code: string) => (code === '000000' ? '000001' : '000000');
const spent = async (pattern: string) =>
  (
    await sql<{ spent: number }[]>`select coalesce(sum(spent), 0)::int as spent from budgets where subject ~ ${pattern}`
  )[0]?.spent;

const doors = [
  ['an admin', admin, officeSignIn],
  ['an operator', operator, operatorSignIn],
] as const;

describe.each(doors)('wrong passwords of an attacker do not lock out %s', (_, email, enter) => {
  const tryPassword = (ctx: SiteContext, given = password) => enter({ ctx, input: { email, password: given } });
  /** Wrong passwords from four networks: more than unknown callers may try for an address in an hour. */
  const attack = async () => {
    for (let n = 1; n <= 4; n += 1)
      await Promise.all(Array.from({ length: 20 }, () => refusalOf(tryPassword(attacker(n), 'wrong'))));
  };
  /** The same without the work of hashing. */
  const attacked = async () => {
    await refusalOf(tryPassword(attacker(1), 'wrong'));
    await sql`update budgets set spent = 60 where subject ~ '^signin:unknown:email:'`;
  };

  it('on a device that signed in before, in any network', async () => {
    const { device } = await tryPassword(from('198.51.100.1'));
    await sql`delete from known_networks`;
    await attack();
    expect(await codeOf(tryPassword(from('192.0.2.1')))).toBe('rate.limited');
    await tryPassword(from('192.0.2.1', [device]));
    // Not even in the attacker's own network.
    await tryPassword(from('203.0.113.1', [device]));
  });

  it('in a network where a member signed in', async () => {
    await tryPassword(from('198.51.100.1'));
    await attacked();
    expect(await codeOf(tryPassword(from('192.0.2.1')))).toBe('rate.limited');
    await tryPassword(from('198.51.100.1'));
    await sql`update known_networks set seen_at = now() - interval '30 days 1 second'`;
    expect(await codeOf(tryPassword(from('198.51.100.1')))).toBe('rate.limited');
  });

  it('whose own wrong passwords on her device are limited all the same', async () => {
    const { device } = await tryPassword(from('198.51.100.1'));
    const own = from('192.0.2.1', [device]);
    for (let n = 0; n < 20; n += 1) expect(await codeOf(tryPassword(own, 'wrong'))).toBe('session.refused');
    expect(await codeOf(tryPassword(own))).toBe('rate.limited');
    // A budget used up on the device is not used up elsewhere.
    await tryPassword(from('192.0.2.1'));
  });

  it('but a device of another address, of another chain or with a forged token is unknown', async () => {
    await attacked();
    const { app } = site;
    const tenantId = enter === officeSignIn ? site.chain.id : '00000000-0000-0000-0000-000000000000';
    const strange = [
      newDevice(app, { tenantId, audience: 'office', email: 'other@zielony.example' }),
      newDevice(app, { tenantId: elsewhere.chain.id, audience: 'office', email }),
      newDevice(app, { tenantId, audience: 'shopper', email }),
      newDevice({ secret: 'another secret of thirty-two characters' }, { tenantId, audience: 'office', email }),
      newDevice(app, { tenantId, audience: 'office', email }, { now: Date.now() - 402 * 24 * 3600 * 1000 }),
    ];
    expect(await codeOf(tryPassword(from('192.0.2.1', strange)))).toBe('rate.limited');
    await tryPassword(from('192.0.2.1', [...strange, newDevice(app, { tenantId, audience: 'office', email })]));
  });

  it('and unknown callers get the same answers for an existing and a missing address', async () => {
    await tryPassword(from('198.51.100.1'));
    const answers = async (given: string) => {
      const seen: string[] = [];
      for (let n = 0; n < 25; n += 1)
        seen.push(await codeOf(enter({ ctx: from('203.0.113.77'), input: { email: given, password: 'wrong' } })));
      return seen;
    };
    const known = await answers(email);
    await sql`delete from budgets`;
    expect(await answers('nobody@nowhere.example')).toEqual(known);
  });
});

describe('a shopper who signed in before', () => {
  const ask = (ctx: SiteContext, email = anna) => requestMailCode({ ctx, input: { email } });
  const answer = (ctx: SiteContext, code: string, email = anna) => signIn({ ctx, input: { email, code } });
  const deviceOf = async (ctx: SiteContext) => {
    await ask(ctx);
    const { device } = await answer(ctx, codeIn());
    await sql`delete from budgets`;
    return device;
  };

  it('gets a code on her device after others used up the address’s requests of the hour', async () => {
    const device = await deviceOf(from('198.51.100.1'));
    for (let n = 1; n <= 5; n += 1) await ask(attacker(n));
    expect(await codeOf(ask(from('192.0.2.1')))).toBe('rate.limited');
    const hers = from('192.0.2.1', [device]);
    for (let n = 0; n < 5; n += 1) await ask(hers);
    expect(await codeOf(ask(hers))).toBe('rate.limited');
    await answer(hers, codeIn());
  });

  it('gets a code on her device after others used up her mails over all chains', async () => {
    const device = await deviceOf(from('198.51.100.1'));
    for (let n = 0; n < 12; n += 1) {
      const chain = await aChain(test.app, { slug: `bomb${n}` });
      for (const spelling of [anna, 'anna+x@shopper.example', `anna+${n}@Shopper.example`])
        await ask(from(`203.0.113.${n}`, [], chain), spelling).catch(() => undefined);
    }
    expect(test.mails.length - 1).toBe(6);
    expect(await codeOf(ask(from('192.0.2.1')))).toBe('rate.limited');
    await ask(from('192.0.2.1', [device]));
    expect(test.mails.at(-1)?.to).toBe(anna);
  });

  it('signs in with her code although others tried wrong ones, and requested codes of their own', async () => {
    const hers = from('198.51.100.1');
    await ask(hers);
    const code = codeIn();
    for (let n = 1; n <= 3; n += 1) {
      await ask(attacker(n));
      for (let tries = 0; tries < 8; tries += 1) await refusalOf(answer(attacker(n), wrong(code)));
    }
    expect((await answer(hers, code)).shopper.email).toBe(anna);
  });

  it('signs in from one network with a code that she requested in another', async () => {
    await ask(from('198.51.100.1'));
    expect((await answer(from('192.0.2.1'), codeIn())).shopper.email).toBe(anna);
  });

  it('is guessed no more often from many networks than from one: five tries by others for each code', async () => {
    await ask(from('198.51.100.1'));
    const code = codeIn();
    for (let n = 1; n <= 5; n += 1) expect(await codeOf(answer(attacker(n), wrong(code)))).toBe('session.code_wrong');
    expect(await codeOf(answer(attacker(6), code))).toBe('session.code_wrong');
    expect((await answer(from('198.51.100.1'), code)).shopper.email).toBe(anna);
  });
});

describe('a refused request', () => {
  const ask = (ctx: SiteContext, email: string) => requestMailCode({ ctx, input: { email } });

  it('for a network’s limit charges no address, no person and no chain', async () => {
    for (let n = 0; n < 60; n += 1) await ask(attacker(1), `shopper-${n}@shopper.example`);
    const before = await spent('email|mail:|chain');
    for (let n = 0; n < 20; n += 1) expect(await codeOf(ask(attacker(1), anna))).toBe('rate.limited');
    expect(await spent('email|mail:|chain')).toBe(before);
    await ask(from('192.0.2.1'), anna);
  });

  it('for the person’s limit over all chains does not charge the chain', async () => {
    for (let n = 0; n < 5; n += 1) await ask(attacker(n), anna);
    await ask(from('203.0.113.9', [], elsewhere), anna);
    const before = await spent('^mail:code$');
    expect(await codeOf(ask(from('203.0.113.10', [], elsewhere), anna))).toBe('rate.limited');
    expect(await spent('^mail:code$')).toBe(before);
  });

  it('for the chain’s daily limit does not charge the person', async () => {
    await ask(attacker(1), 'first@shopper.example');
    await sql`update budgets set spent = 20000 where subject = 'mail:code'`;
    const before = await spent('^mail:code:');
    expect(await codeOf(ask(attacker(2), anna))).toBe('rate.limited');
    expect(await spent('^mail:code:')).toBe(before);
    const device = newDevice(site.app, { tenantId: site.chain.id, audience: 'shopper', email: anna });
    await ask(from('203.0.113.2', [device]), anna);
  });

  it('for a receipt charges the chain only within the network’s limit: 10,000 at once charge 30', async () => {
    const guesses = Array.from({ length: 10_000 }, (_, n) =>
      refusalOf(findReceipt({ ctx: attacker(1), input: { code: `GUESS-${n}`, total: n, date: '2026-11-24' } })),
    );
    const codes = (await Promise.all(guesses)).map(({ code }) => code);
    expect(codes.filter((code) => code === 'receipt.not_found')).toHaveLength(30);
    expect(await spent('^find:chain$')).toBe(30);
  });

  it('is limited for a whole IPv6 /48, not for each of its 65,536 networks', async () => {
    const guess = (n: number) => ({ code: `GUESS-${n}`, total: n, date: '2026-11-24' });
    const site48 = (n: number) => from(`2001:db8:7:${n.toString(16)}::/64`);
    await Promise.all(
      Array.from({ length: 400 }, (_, n) => refusalOf(findReceipt({ ctx: site48(n), input: guess(n) }))),
    );
    expect(await spent('^find:chain$')).toBe(300);
    expect(await codeOf(findReceipt({ ctx: from('2001:db8:8:1::/64'), input: guess(1) }))).toBe('receipt.not_found');
  });
});

describe('a chain whose daily guesses are used up by others', () => {
  it('still finds strong codes for everybody, and legacy codes for signed-in shoppers', async () => {
    const guess = { code: 'GUESS-1', total: 1, date: '2026-11-24' };
    await refusalOf(findReceipt({ ctx: attacker(1), input: guess }));
    await sql`update budgets set spent = 24000 where subject = 'find:chain'`;
    expect(await codeOf(findReceipt({ ctx: attacker(2), input: guess }))).toBe('rate.limited');
    const strong = { code: makeReceiptCode(crypto.getRandomValues(new Uint8Array(8))) };
    expect(await codeOf(findReceipt({ ctx: attacker(2), input: strong }))).toBe('receipt.not_found');
    const shopper = { ...attacker(2), shopperId: crypto.randomUUID() };
    expect(await codeOf(findReceipt({ ctx: shopper, input: guess }))).toBe('receipt.not_found');
  });
});

it('a person gets at most five invitations an hour by mail, and the chains are created all the same', async () => {
  const ctx = {
    app: test.app,
    language: 'pl',
    network: '198.51.100.7',
    operator: { id: crypto.randomUUID(), email: operator },
  } as const;
  const address = 'ul. Leśna 1, 00-001 Warszawa';
  for (let n = 0; n < 7; n += 1) {
    const seller = { name: 'Sieć', nip: '5265877635', address };
    const input = {
      slug: `invites${n}`,
      name: 'Sieć',
      seller,
      baseTheme: 'default',
      admin: { email: `anna+${n}@shopper.example` },
    } as const;
    expect(
      (await createChain({ ctx, input: { ...input, store: { code: 'S1', name: 'Sklep', address } } })).admin
        .invitationUrl,
    ).toContain('#inv_');
  }
  expect(test.mails).toHaveLength(5);
});
