import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { awayFromTheHour } from '../../testing/awayFromTheHour.ts';
import { aChain, type OwnTestApp, openTestApp } from '../../testing/builders/app.ts';
import { type Budget, balanceOf, giveBack, spend } from './budgets.ts';

let test: OwnTestApp;
let tenantId: string;
beforeAll(async () => {
  test = await openTestApp();
  tenantId = (await aChain(test.app, { slug: 'zielony' })).chain.id;
});
afterAll(() => test.close());
beforeEach(async () => {
  await awayFromTheHour(test.sql);
  await test.sql`delete from budgets`;
});

const budget = (subject: string, limit: number): Budget => ({ subject, limit, windowSeconds: 3600 });
const door = () => ({ role: 'door', tenantId }) as const;
const spendAll = (...budgets: Budget[]) => test.app.db.withTenant(door(), (tx) => spend(tx, budgets));
const spent = async () => {
  const rows = await test.sql<
    { subject: string; spent: number }[]
  >`select subject, spent from budgets order by subject`;
  return Object.fromEntries(rows.map((row) => [row.subject, row.spent]));
};

describe('spending', () => {
  it('takes one unit of each budget', async () => {
    const { taken, refusedForSeconds } = await spendAll(budget('narrow', 2), budget('wide', 2));
    expect([taken.map(({ subject }) => subject), refusedForSeconds]).toEqual([['narrow', 'wide'], undefined]);
    expect(await spent()).toEqual({ narrow: 1, wide: 1 });
  });

  it('takes nothing of any budget when one of them is used up', async () => {
    for (let n = 0; n < 2; n += 1) await spendAll(budget('middle', 2));
    const { taken, refusedForSeconds = 0 } = await spendAll(budget('a', 9), budget('middle', 2), budget('z', 9));
    expect(taken).toEqual([]);
    expect(refusedForSeconds).toSatisfy((seconds: number) => seconds > 0 && seconds <= 3600);
    expect(await spent()).toEqual({ middle: 2 });
  });

  it('in a race stops at the first budget that was used up meanwhile, and takes nothing of the later ones', async () => {
    const racing = Array.from({ length: 200 }, (_, n) =>
      spendAll(budget(`own ${n}`, 9), budget('middle', 7), budget('wide', 500)),
    );
    const outcomes = await Promise.all(racing);
    expect(outcomes.filter(({ refusedForSeconds }) => refusedForSeconds === undefined)).toHaveLength(7);
    expect(await spent()).toMatchObject({ middle: 7, wide: 7 });
  });

  it('writes no row for a refused request, whatever names it invents', async () => {
    await spendAll(budget('network', 1));
    for (let n = 0; n < 50; n += 1) await spendAll(budget(`invented ${n}`, 9), budget('network', 1));
    expect(await spent()).toEqual({ network: 1 });
  });

  it('never exceeds the limit, and 1,000 simultaneous calls take from the wide budget no more than from the narrow one', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 1_000 }, () => spendAll(budget('narrow', 30), budget('wide', 500))),
    );
    expect(outcomes.filter(({ refusedForSeconds }) => refusedForSeconds === undefined)).toHaveLength(30);
    expect(await spent()).toEqual({ narrow: 30, wide: 30 });
  });

  it('by many callers at once ends without a deadlock', async () => {
    const callers = Array.from({ length: 400 }, (_, n) =>
      spendAll(budget(`own ${n % 40}`, 5), budget(`shared ${n % 4}`, 60), budget('all', 100)),
    );
    await Promise.all(callers);
    expect((await spent()).all).toBe(100);
  });

  it('of a budget of zero is refused', async () => {
    expect((await spendAll(budget('nothing', 0))).taken).toEqual([]);
    expect(await spent()).toEqual({});
  });
});

describe('giving back', () => {
  it('returns what was taken, once only', async () => {
    const { taken } = await spendAll(budget('a', 3), budget('b', 3));
    for (let n = 0; n < 3; n += 1) await test.app.db.withTenant(door(), (tx) => giveBack(tx, taken));
    expect(await spent()).toEqual({ a: 0, b: 0 });
  });

  it('after the end of the hour returns nothing to the new hour', async () => {
    const { taken } = await spendAll(budget('a', 3));
    const old = taken.map((one) => ({ ...one, windowStart: one.windowStart - 3600 }));
    await test.app.db.withTenant(door(), (tx) => giveBack(tx, old));
    expect(await spent()).toEqual({ a: 1 });
    const [balance] = await test.app.db.withTenant(door(), (tx) => balanceOf(tx, [budget('a', 3)]));
    expect(balance?.left).toBe(2);
  });
});
