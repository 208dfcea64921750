import { argon2Sync } from 'node:crypto';
import type postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { insertOperator } from '../../db/people/operators.ts';
import { awayFromTheHour } from '../../testing/awayFromTheHour.ts';
import { aChain, aMember, type OwnTestApp, openTestApp, refusalOf } from '../../testing/builders/app.ts';
import type { SiteContext } from '../context.ts';
import { hashCount, hashPassword } from '../passwords/password.ts';
import { officeSignIn, operatorSignIn } from './officeSignIn.ts';
import { resumeMember, resumeOperator, signOut, signOutOperator } from './resume.ts';

const password = 'zielony rower pod lasem';

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
  await aMember(site, { role: 'staff', store: 'S1', email: 'kasa@zielony.example', passwordHash });
  await aMember(site, { role: 'admin', email: 'invited@zielony.example' });
  await test.app.db.withPlatform('operator', (tx) =>
    insertOperator(tx, { email: 'op@platform.example', passwordHash }),
  );
});
afterAll(() => test.close());
beforeEach(async () => {
  await awayFromTheHour(sql);
  await sql`delete from budgets`;
});

const enter = (email: string, given = password, ctx = site) => officeSignIn({ ctx, input: { email, password: given } });
const operate = (email: string, given = password) => operatorSignIn({ ctx: site, input: { email, password: given } });

describe('signing in to the office', () => {
  it('accepts the right password, with the address in upper or lower case', async () => {
    const { sessionId } = await enter('Kasa@Zielony.example');
    const member = await resumeMember(site.app, site.chain.id, sessionId);
    expect(member).toMatchObject({ email: 'kasa@zielony.example', role: 'staff', storeCode: 'S1' });
    expect(await resumeMember(site.app, elsewhere.chain.id, sessionId)).toBeUndefined();
    await signOut(site.app, site.chain.id, sessionId);
    expect(await resumeMember(site.app, site.chain.id, sessionId)).toBeUndefined();
  });

  it('gives the same refusal for a wrong password, an unknown address, one of another chain, and one without a password yet', async () => {
    const refusals = await Promise.all([
      refusalOf(enter('kasa@zielony.example', 'zielony rower pod lase')),
      refusalOf(enter('nobody@zielony.example')),
      refusalOf(enter('kasa@zielony.example', password, elsewhere)),
      refusalOf(enter('invited@zielony.example')),
      refusalOf(enter('invited@zielony.example', '')),
      refusalOf(enter('op@platform.example')),
    ]);
    for (const refusal of refusals) expect(refusal).toEqual(refusals[0]);
    expect(refusals[0]).toMatchObject({ code: 'session.refused', params: {}, fields: [] });
  });

  it('derives one hash for a wrong password, an unknown address and one without a password yet', async () => {
    for (const email of ['kasa@zielony.example', 'nobody@zielony.example', 'invited@zielony.example']) {
      const before = hashCount();
      await refusalOf(enter(email, 'not the password'));
      expect([email, hashCount() - before]).toEqual([email, 1]);
    }
    for (const email of ['op@platform.example', 'nobody@platform.example']) {
      const before = hashCount();
      await refusalOf(operate(email, 'not the password'));
      expect([email, hashCount() - before]).toEqual([email, 1]);
    }
  });

  it('is limited to twenty wrong passwords an hour for an address from one network; right ones cost nothing', async () => {
    for (let n = 0; n < 22; n += 1) await enter('kasa@zielony.example');
    const guesses = Array.from({ length: 20 }, () => refusalOf(enter('kasa@zielony.example', 'wrong')));
    expect(new Set((await Promise.all(guesses)).map((refusal) => refusal.code))).toEqual(new Set(['session.refused']));
    expect((await refusalOf(enter('kasa@zielony.example'))).code).toBe('rate.limited');
    const [row] = await sql<{ most: number }[]>`select max(spent) as most from budgets where subject ~ ':email:'`;
    expect(row?.most).toBe(20);
  });

  it('answers no more simultaneous guesses than the budget allows, even when one is right', async () => {
    const guesses = Array.from({ length: 60 }, (_, n) =>
      enter('kasa@zielony.example', n === 59 ? password : `guess ${n}`),
    );
    const outcomes = await Promise.allSettled(guesses);
    const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason.code as string] : []));
    expect(refused.filter((code) => code === 'session.refused')).toHaveLength(20);
    expect(refused.filter((code) => code === 'rate.limited')).toHaveLength(40);
  });
});

describe('a password hash of an earlier version', () => {
  const parameters = [
    [
      'the first spelling',
      (hash: string) =>
        hash
          .replace(/^\$argon2id\$v=19\$[^$]+\$/, 'argon2id$')
          .replaceAll('+', '-')
          .replaceAll('/', '_'),
    ],
    ['fewer passes', () => weaker],
  ] as const;
  const weaker =
    '$argon2id$v=19$m=8192,t=1,p=1$c29tZSBzYWx0IHRoYXQ$' +
    argon2Sync('argon2id', {
      message: password,
      nonce: Buffer.from('some salt that'),
      memory: 8192,
      passes: 1,
      parallelism: 1,
      tagLength: 32,
    })
      .toString('base64')
      .replace(/=+$/, '');

  it.each(parameters)('with %s is accepted, and is replaced once', async (_, of) => {
    const old = of(await hashPassword(password));
    for (const table of ['staff', 'operators'])
      await sql`update ${sql(table)} set password_hash = ${old} where email in ('kasa@zielony.example', 'op@platform.example')`;
    await refusalOf(enter('kasa@zielony.example', 'wrong'));
    expect(await hashes()).toEqual([old, old]);
    await enter('kasa@zielony.example');
    await operate('op@platform.example');
    const fresh = await hashes();
    for (const hash of fresh) expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    await enter('kasa@zielony.example');
    expect(await hashes()).toEqual(fresh);
  });

  const hashes = async () =>
    (
      await sql<{ hash: string }[]>`
        select password_hash as hash from staff where email = 'kasa@zielony.example'
        union all select password_hash from operators where email = 'op@platform.example'`
    ).map(({ hash }) => hash);
});

describe('an operator', () => {
  it('signs in to the platform and to no chain', async () => {
    const { sessionId } = await operate('OP@platform.example');
    expect(await resumeOperator(site.app, sessionId)).toMatchObject({ email: 'op@platform.example' });
    expect(await resumeMember(site.app, site.chain.id, sessionId)).toBeUndefined();
    await signOutOperator(site.app, sessionId);
    expect(await resumeOperator(site.app, sessionId)).toBeUndefined();
  });

  it('is refused like anybody else: wrong, unknown, or staff of a chain', async () => {
    const refusals = await Promise.all([
      refusalOf(operate('op@platform.example', 'wrong')),
      refusalOf(operate('nobody@platform.example')),
      refusalOf(operate('kasa@zielony.example')),
    ]);
    for (const refusal of refusals) expect(refusal).toEqual(refusals[0]);
    expect(refusals[0]?.code).toBe('session.refused');
  });
});
