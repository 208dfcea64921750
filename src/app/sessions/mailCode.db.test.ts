import type postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rightsOf } from '../../domain/rights.ts';
import type { Mail } from '../../mail/send.ts';
import { awayFromTheHour } from '../../testing/awayFromTheHour.ts';
import { aChain, aShopper, type OwnTestApp, openTestApp, refusalOf } from '../../testing/builders/app.ts';
import type { SiteContext } from '../context.ts';
import { requestMailCode } from './requestMailCode.ts';
import { resumeShopper, signOut } from './resume.ts';
import { me, signIn } from './signIn.ts';

let test: OwnTestApp;
let sql: postgres.Sql;
let site: SiteContext;
let elsewhere: SiteContext;
beforeAll(async () => {
  test = await openTestApp();
  sql = test.sql;
  site = await aChain(test.app, { slug: 'zielony' });
  elsewhere = await aChain(test.app, { slug: 'megadom' });
});
afterAll(() => test.close());
beforeEach(async () => {
  await awayFromTheHour(sql);
  await sql`delete from budgets`;
  await sql`delete from mail_codes`;
  test.mails.length = 0;
});

const email = 'anna@shopper.example';
const ask = (given = email, ctx = site) => requestMailCode({ ctx, input: { email: given } });
const answer = (code: string, given = email, ctx = site) => signIn({ ctx, input: { email: given, code } });
const codeIn = (mail: Mail | undefined) => /\b\d{6}\b/.exec(mail?.text ?? '')?.[0] ?? '';
const wrong = (code: string) => (code === '000000' ? '000001' : '000000');

async function codeFor(given = email, ctx = site): Promise<string> {
  await ask(given, ctx);
  const code = codeIn(test.mails.at(-1));
  expect(code).toMatch(/^\d{6}$/);
  return code;
}

/** Codes of the refusals, and `done` for each accepted request. */
async function outcomes(work: Promise<unknown>[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const one of await Promise.allSettled(work)) {
    const what = one.status === 'fulfilled' ? 'done' : (one.reason as { code: string }).code;
    counts[what] = (counts[what] ?? 0) + 1;
  }
  return counts;
}

describe('requesting another code', () => {
  it('keeps the previous code valid, because two mails may arrive in any order', async () => {
    const first = await codeFor();
    await codeFor();
    expect((await answer(first)).shopper.email).toBe(email);
  });

  it('twice ends the first code', async () => {
    const first = await codeFor();
    let newest = '';
    for (let n = 0; n < 2 || newest === first; n += 1) newest = await codeFor();
    expect((await refusalOf(answer(first))).code).toBe('session.code_wrong');
    expect((await answer(newest)).shopper.email).toBe(email);
  });

  it('does not extend the previous code’s time', async () => {
    const first = await codeFor();
    await sql`update mail_codes set expires_at = now() - interval '1 second'`;
    await codeFor();
    expect((await refusalOf(answer(first))).code).toBe('session.code_wrong');
  });
});

describe('a mail code', () => {
  it('comes from the chain to the address that asked, and to no other', async () => {
    await ask('Anna@Shopper.example');
    expect(test.mails).toMatchObject([{ to: email, from: { name: 'Sieć zielony' } }]);
    expect(test.mails[0]?.html).toContain(codeIn(test.mails[0]));
    const [row] = await sql<{ kept: string }[]>`select row(m.*)::text as kept from mail_codes m`;
    expect(row?.kept).not.toContain(codeIn(test.mails[0]));
  });

  it('signs the shopper in, once', async () => {
    const code = await codeFor();
    const { sessionId, shopper } = await answer(code, 'ANNA@shopper.example');
    expect(await resumeShopper(site.app, site.chain.id, sessionId)).toMatchObject(shopper);
    expect((await refusalOf(answer(code))).code).toBe('session.code_wrong');
    expect((await answer(await codeFor())).shopper).toEqual(shopper);
    expect(await me({ ctx: { ...site, shopper } })).toEqual({ email, rights: rightsOf.shopper, buyers: [] });
  });

  it('is accepted once of ten simultaneous requests', async () => {
    const code = await codeFor();
    const counts = await outcomes(Array.from({ length: 10 }, () => answer(code)));
    expect(counts.done).toBe(1);
    expect(counts['session.code_wrong']).toBe(9);
  });

  it('allows five wrong tries; then even the right code is wrong, until a new one is requested', async () => {
    const code = await codeFor();
    for (let tries = 0; tries < 4; tries += 1) await refusalOf(answer(wrong(code)));
    expect((await answer(code)).shopper.email).toBe(email);
    const next = await codeFor();
    for (let tries = 0; tries < 5; tries += 1) {
      expect(await refusalOf(answer(wrong(next)))).toMatchObject({
        code: 'session.code_wrong',
        fields: [{ pointer: '/code' }],
      });
    }
    expect((await refusalOf(answer(next))).code).toBe('session.code_wrong');
    expect((await answer(await codeFor())).shopper.email).toBe(email);
  });

  it('allows five wrong tries of a hundred at once', async () => {
    const code = await codeFor();
    await outcomes(Array.from({ length: 100 }, () => answer(wrong(code))));
    await sql`delete from budgets`;
    expect((await refusalOf(answer(code))).code).toBe('session.code_wrong');
    const [row] = await sql<{ left: number }[]>`select attempts_left as left from mail_codes`;
    expect(row?.left).toBe(0);
  });

  it('is valid for ten minutes', async () => {
    const code = await codeFor();
    await sql`update mail_codes set expires_at = expires_at - interval '9 minutes 50 seconds'`;
    expect((await answer(code)).shopper.email).toBe(email);
    const late = await codeFor();
    await sql`update mail_codes set expires_at = expires_at - interval '10 minutes'`;
    expect((await refusalOf(answer(late))).code).toBe('session.code_wrong');
  });

  it('is valid for its address and its chain only', async () => {
    const code = await codeFor();
    await codeFor('ewa@shopper.example');
    await codeFor(email, elsewhere);
    const [ewas, theirs] = test.mails.slice(-2).map(codeIn);
    if (ewas !== code) expect((await refusalOf(answer(code, 'ewa@shopper.example'))).code).toBe('session.code_wrong');
    if (theirs !== code) expect((await refusalOf(answer(code, email, elsewhere))).code).toBe('session.code_wrong');
    const here = await answer(code);
    const there = await answer(theirs ?? '', email, elsewhere);
    expect(there.shopper.id).not.toBe(here.shopper.id);
    expect(await resumeShopper(site.app, elsewhere.chain.id, here.sessionId)).toBeUndefined();
  });

  it('for an unknown address gives the same answer as for a known one', async () => {
    await aShopper(site, 'known@shopper.example');
    expect(await ask('known@shopper.example')).toEqual(await ask('unknown@shopper.example'));
    const known = await refusalOf(answer('000000', 'nobody-asked@shopper.example'));
    await codeFor('asked@shopper.example');
    expect(known).toEqual(await refusalOf(answer(wrong(codeIn(test.mails.at(-1))), 'asked@shopper.example')));
  });

  it('that cannot be mailed gives a refusal with this reason', async () => {
    const broken = { ...site, app: { ...site.app, sendMail: () => Promise.reject(new Error('no route to host')) } };
    expect((await refusalOf(ask(email, broken))).code).toBe('unavailable');
  });
});

describe('requesting codes', () => {
  it('is limited to five an hour for an address, in each chain', async () => {
    for (let n = 0; n < 5; n += 1) await ask();
    const limited = await refusalOf(ask('ANNA@shopper.example'));
    expect(limited.code).toBe('rate.limited');
    expect(limited.params.retryAfterSeconds).toBeGreaterThan(0);
    expect(test.mails).toHaveLength(5);
    await ask('ewa@shopper.example');
    await ask(email, elsewhere);
    expect(test.mails).toHaveLength(7);
  });

  it('is limited to sixty an hour for a network', async () => {
    for (let n = 0; n < 60; n += 1) await ask(`shopper-${n}@shopper.example`);
    expect((await refusalOf(ask('one-more@shopper.example'))).code).toBe('rate.limited');
    await ask('one-more@shopper.example', { ...site, network: '203.0.113.9' });
  });

  it('gives no more to a hundred simultaneous requests', async () => {
    expect(await outcomes(Array.from({ length: 100 }, () => ask()))).toEqual({ done: 5, 'rate.limited': 95 });
    expect(test.mails).toHaveLength(5);
    await sql`delete from budgets`;
    const many = Array.from({ length: 100 }, (_, n) => ask(`burst-${n}@shopper.example`));
    expect(await outcomes(many)).toEqual({ done: 60, 'rate.limited': 40 });
  });

  it('stores no address in the budgets', async () => {
    await ask();
    await refusalOf(answer('000000'));
    const kept = await sql<{ subject: string }[]>`select subject from budgets`;
    expect(kept).toHaveLength(9);
    for (const { subject } of kept) expect(subject).not.toMatch(/anna|shopper\.example|198\.51/);
  });
});

describe('a shopper’s session', () => {
  it('ends when she signs out, and after 180 days', async () => {
    const { sessionId } = await answer(await codeFor());
    const other = await answer(await codeFor());
    await signOut(site.app, site.chain.id, sessionId);
    expect(await resumeShopper(site.app, site.chain.id, sessionId)).toBeUndefined();
    expect(await resumeShopper(site.app, site.chain.id, other.sessionId)).toMatchObject(other.shopper);
    await sql`update sessions set expires_at = expires_at - interval '180 days' where id = ${other.sessionId}`;
    expect(await resumeShopper(site.app, site.chain.id, other.sessionId)).toBeUndefined();
  });
});
