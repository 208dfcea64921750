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

// An attacker with networks of his own against people who signed in before.

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

describe.each(doors)('wrong passwords of strangers do not lock out %s', (_, email, enter) => {
  const tryPassword = (ctx: SiteContext, given = password) => enter({ ctx, input: { email, password: given } });
  /** Wrong passwords from four networks: more than strangers may try with an address in an hour. */
  const attack = async () => {
    for (let n = 1; n <= 4; n += 1)
      await Promise.all(Array.from({ length: 20 }, () => refusalOf(tryPassword(attacker(n), 'wrong'))));
  };
  /** The same without the work. */
  const attacked = async () => {
    await refusalOf(tryPassword(attacker(1), 'wrong'));
    await sql`update budgets set spent = 60 where subject ~ '^signin:stranger:email:'`;
  };

  it('on a device that signed in before, wherever it is now', async () => {
    const { device } = await tryPassword(from('198.51.100.1'));
    await sql`delete from known_networks`;
    await attack();
    expect(await codeOf(tryPassword(from('192.0.2.1')))).toBe('rate.limited');
    await tryPassword(from('192.0.2.1', [device]));
    // Not even from the attacker's own network.
    await tryPassword(from('203.0.113.1', [device]));
  });

  it('in a network where the office signed in', async () => {
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
    // What is used up on the device is not used up elsewhere.
    await tryPassword(from('192.0.2.1'));
  });

  it('and a device of another address, another chain or a forger is a stranger', async () => {
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

  it('and the answers to strangers are the same for an address that is there and one that is not', async () => {
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

  it('gets a code on her device after strangers asked for all of the hour', async () => {
    const device = await deviceOf(from('198.51.100.1'));
    for (let n = 1; n <= 5; n += 1) await ask(attacker(n));
    expect(await codeOf(ask(from('192.0.2.1')))).toBe('rate.limited');
    const hers = from('192.0.2.1', [device]);
    for (let n = 0; n < 5; n += 1) await ask(hers);
    expect(await codeOf(ask(hers))).toBe('rate.limited');
    await answer(hers, codeIn());
  });

  it('gets a code on her device after she was mailed all that strangers may send her over all chains', async () => {
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

  it('enters her code though strangers tried wrong ones, and asked for codes of their own', async () => {
    const hers = from('198.51.100.1');
    await ask(hers);
    const code = codeIn();
    for (let n = 1; n <= 3; n += 1) {
      await ask(attacker(n));
      for (let tries = 0; tries < 8; tries += 1) await refusalOf(answer(attacker(n), wrong(code)));
    }
    expect((await answer(hers, code)).shopper.email).toBe(anna);
  });

  it('enters in one network the code she asked for in another', async () => {
    await ask(from('198.51.100.1'));
    expect((await answer(from('192.0.2.1'), codeIn())).shopper.email).toBe(anna);
  });

  it('is guessed no more often by many networks than by one: five tries by others a code', async () => {
    await ask(from('198.51.100.1'));
    const code = codeIn();
    for (let n = 1; n <= 5; n += 1) expect(await codeOf(answer(attacker(n), wrong(code)))).toBe('session.code_wrong');
    expect(await codeOf(answer(attacker(6), code))).toBe('session.code_wrong');
    expect((await answer(from('198.51.100.1'), code)).shopper.email).toBe(anna);
  });
});

describe('a request that is refused', () => {
  const ask = (ctx: SiteContext, email: string) => requestMailCode({ ctx, input: { email } });

  it('for its network costs no address, no person and no chain anything', async () => {
    for (let n = 0; n < 60; n += 1) await ask(attacker(1), `shopper-${n}@shopper.example`);
    const before = await spent('email|mail:|chain');
    for (let n = 0; n < 20; n += 1) expect(await codeOf(ask(attacker(1), anna))).toBe('rate.limited');
    expect(await spent('email|mail:|chain')).toBe(before);
    await ask(from('192.0.2.1'), anna);
  });

  it('for the person over all chains costs the chain nothing', async () => {
    for (let n = 0; n < 5; n += 1) await ask(attacker(n), anna);
    await ask(from('203.0.113.9', [], elsewhere), anna);
    const before = await spent('^mail:code$');
    expect(await codeOf(ask(from('203.0.113.10', [], elsewhere), anna))).toBe('rate.limited');
    expect(await spent('^mail:code$')).toBe(before);
  });

  it('for the chain’s day costs the person nothing', async () => {
    await ask(attacker(1), 'first@shopper.example');
    await sql`update budgets set spent = 20000 where subject = 'mail:code'`;
    const before = await spent('^mail:code:');
    expect(await codeOf(ask(attacker(2), anna))).toBe('rate.limited');
    expect(await spent('^mail:code:')).toBe(before);
    const device = newDevice(site.app, { tenantId: site.chain.id, audience: 'shopper', email: anna });
    await ask(from('203.0.113.2', [device]), anna);
  });

  it('when looking for a receipt costs the chain nothing: 10,000 at once cost it 30', async () => {
    const guesses = Array.from({ length: 10_000 }, (_, n) =>
      refusalOf(findReceipt({ ctx: attacker(1), input: { code: `GUESS-${n}`, total: n, date: '2026-11-24' } })),
    );
    const codes = (await Promise.all(guesses)).map(({ code }) => code);
    expect(codes.filter((code) => code === 'receipt.not_found')).toHaveLength(30);
    expect(await spent('^find:chain$')).toBe(30);
  });

  it('is refused once for a whole /48 of IPv6, not once for each of its 65,536 networks', async () => {
    const guess = (n: number) => ({ code: `GUESS-${n}`, total: n, date: '2026-11-24' });
    const site48 = (n: number) => from(`2001:db8:7:${n.toString(16)}::/64`);
    await Promise.all(
      Array.from({ length: 400 }, (_, n) => refusalOf(findReceipt({ ctx: site48(n), input: guess(n) }))),
    );
    expect(await spent('^find:chain$')).toBe(300);
    expect(await codeOf(findReceipt({ ctx: from('2001:db8:8:1::/64'), input: guess(1) }))).toBe('receipt.not_found');
  });
});

describe('a chain whose day of guesses is used up by strangers', () => {
  it('still finds strong codes for anybody, and legacy codes for shoppers who are signed in', async () => {
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

it('a person is invited by mail at most five times an hour, and the chains are made all the same', async () => {
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
