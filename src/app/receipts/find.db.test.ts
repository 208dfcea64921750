import { setTimeout as pause } from 'node:timers/promises';
import type postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FindReceipt } from '../../contract/receipts.ts';
import { formatReceiptCode, makeReceiptCode } from '../../domain/receipts/receiptCode.ts';
import { awayFromTheHour } from '../../testing/awayFromTheHour.ts';
import {
  aChain,
  anOpenReceipt,
  aShopper,
  type OwnTestApp,
  openTestApp,
  refusalOf,
} from '../../testing/builders/app.ts';
import { aReceipt } from '../../testing/builders/receipts.ts';
import type { SiteContext } from '../context.ts';
import { issueInvoice } from '../invoices/issue.ts';
import { findReceipt } from './find.ts';

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
});

const find = (input: FindReceipt, ctx: SiteContext & { shopperId?: string } = site) => findReceipt({ ctx, input });
const spent = async () => (await sql<{ spent: number }[]>`select sum(spent)::int as spent from budgets`)[0]?.spent ?? 0;

describe('a code of the platform', () => {
  it('finds its receipt as printed, typed or as a link', async () => {
    const receipt = await anOpenReceipt(site, aReceipt());
    const { id, code } = receipt;
    const spellings = [
      code,
      formatReceiptCode(code),
      ` ${formatReceiptCode(code).toLowerCase()} `,
      `https://zielony.localhost/r/${code}`,
    ];
    for (const spelling of spellings) expect((await find({ code: spelling })).id, spelling).toBe(id);
    expect((await find({ code, total: receipt.total, date: receipt.saleDate })).id).toBe(id);
  });

  it('shows the store, the lines, what is left, who may be the buyer and until when, and no person', async () => {
    const anna = await aShopper(site, 'anna@shopper.example');
    const receipt = await anOpenReceipt(site, aReceipt({ lines: [{ quantity: '3' }, {}] }));
    const lines = [{ receiptId: receipt.id, lineId: receipt.lines[0]?.id ?? '', quantity: '1' }];
    const buyer = { kind: 'person', name: 'Anna Nowak', address: 'ul. Długa 7' } as const;
    await issueInvoice({ ctx: anna, input: { lines, buyer, idempotencyKey: 'one' } });
    const found = await find({ code: receipt.code });
    expect(found).toMatchObject({
      store: { code: 'S1', name: 'Sklep S1' },
      saleDate: receipt.saleDate,
      total: receipt.total,
      selection: 'lines',
      eligibility: [
        { buyer: 'person', allowed: true },
        { buyer: 'company', allowed: false, reason: 'receipt.has_no_nip' },
      ],
      lines: [
        { quantity: '3', remainingQuantity: '2', gross: 3897, remainingGross: 2598 },
        { quantity: '1', remainingQuantity: '1' },
      ],
    });
    const text = JSON.stringify(found);
    for (const personal of ['Anna', 'anna', 'Nowak', 'Długa', 'shopper', 'payments', 'card'])
      expect(text).not.toContain(personal);
  });
});

describe('a legacy code', () => {
  it.each(['5160-260117-1060', '5160260117011', '2024-1234567-01', 'OIL-2024-000012', 'paragon-0000000001'])(
    '%s also needs the total and the date',
    async (code) => {
      const receipt = await anOpenReceipt(site, aReceipt({ code }));
      const [total, date] = [receipt.total, receipt.saleDate];
      const misses = [{}, { total }, { date }, { total: total + 1, date }, { total, date: '2026-01-01' }];
      for (const factors of misses) {
        expect((await refusalOf(find({ code, ...factors }))).code, JSON.stringify(factors)).toBe('receipt.not_found');
      }
      expect((await find({ code, total, date })).id).toBe(receipt.id);
      expect((await find({ code: code.toLowerCase(), total, date })).id).toBe(receipt.id);
      expect((await find({ code: ` ${code.replace(/.{4}/g, '$& ')}`, total, date })).id).toBe(receipt.id);
    },
  );
});

describe('a miss', () => {
  it('gives the same refusal for a wrong, a foreign, a mistyped and an unreadable code, and for wrong factors', async () => {
    const receipt = await anOpenReceipt(site, aReceipt());
    const foreign = await anOpenReceipt(elsewhere, aReceipt());
    const mistyped = `${receipt.code.slice(0, -1)}${receipt.code.endsWith('7') ? '8' : '7'}`;
    const missed: FindReceipt[] = [
      { code: makeReceiptCode(crypto.getRandomValues(new Uint8Array(8))) },
      { code: foreign.code },
      { code: mistyped },
      { code: '☃ or nothing at all' },
      { code: receipt.code, total: receipt.total + 1 },
      { code: receipt.code, date: '2026-01-01' },
    ];
    const refusals = await Promise.all(missed.map((input) => refusalOf(find(input))));
    for (const refusal of refusals) expect(refusal).toEqual(refusals[0]);
    expect(refusals[0]).toMatchObject({ code: 'receipt.not_found', params: {}, fields: [] });
    expect((await find({ code: foreign.code }, elsewhere)).id).toBe(foreign.id);
  });

  it('is limited to 30 an hour for a network in one chain; a hit spends nothing', async () => {
    const { code, id } = await anOpenReceipt(site, aReceipt());
    for (let n = 0; n < 40; n += 1) expect((await find({ code })).id).toBe(id);
    expect(await spent()).toBe(0);
    for (let n = 0; n < 30; n += 1)
      expect((await refusalOf(find({ code: `MISS-000${n}` }))).code).toBe('receipt.not_found');
    const limited = await refusalOf(find({ code: 'MISS-00099' }));
    expect(limited.code).toBe('rate.limited');
    expect(limited.params.retryAfterSeconds).toBeGreaterThan(0);
    expect(limited.params.retryAfterSeconds).toBeLessThanOrEqual(3600);
    expect((await refusalOf(find({ code }))).code).toBe('rate.limited');
    expect((await find({ code }, { ...site, network: '198.51.100.8' })).id).toBe(id);
    const there = await anOpenReceipt(elsewhere, aReceipt());
    expect((await find({ code: there.code }, elsewhere)).id).toBe(there.id);
  });

  it('is counted for the shopper over all networks', async () => {
    const { shopper } = await aShopper(site, 'wandering@shopper.example');
    const from = (n: number) => ({ ...site, network: `203.0.113.${n}`, shopperId: shopper.id });
    for (let n = 0; n < 30; n += 1) await refusalOf(find({ code: 'MISS-00001' }, from(n)));
    expect((await refusalOf(find({ code: 'MISS-00001' }, from(99)))).code).toBe('rate.limited');
    const somebodyElse = { ...site, network: '203.0.113.99' };
    expect((await refusalOf(find({ code: 'MISS-00001' }, somebodyElse))).code).toBe('receipt.not_found');
  });

  it('of a hundred at once is answered thirty times', async () => {
    const refusals = await Promise.all(
      Array.from({ length: 100 }, (_, n) => refusalOf(find({ code: `BURST-00${n}` }))),
    );
    expect(refusals.filter((refusal) => refusal.code === 'receipt.not_found')).toHaveLength(30);
    expect(refusals.filter((refusal) => refusal.code === 'rate.limited')).toHaveLength(70);
  });

  it('hides a right guess among many simultaneous guesses as well as among single ones', async () => {
    const code = 'SKLEP-0007-2026';
    const { total, saleDate: date } = await anOpenReceipt(site, aReceipt({ code }));
    const guesses = Array.from({ length: 100 }, (_, n) => ({ code, total: total - 99 + n, date }));
    const answers = await Promise.allSettled(guesses.map((guess) => find(guess)));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toEqual([]);
    await sql`delete from budgets`;
    expect((await find({ code, total, date })).total).toBe(total);
    expect(await spent()).toBe(0);
  });

  it('reads no line of a receipt whose total is wrong, so it takes no longer than an unknown code', async () => {
    const { code, saleDate: date, total } = await anOpenReceipt(site, aReceipt({ code: 'DLUGI-0001', lines: 3 }));
    await sql.begin(async (holder) => {
      await holder`lock table receipt_lines in access exclusive mode`;
      expect((await refusalOf(find({ code, total: 1, date }))).code).toBe('receipt.not_found');
      const right = find({ code, total, date });
      expect(await Promise.race([right, pause(300, 'waits')])).toBe('waits');
      await holder`rollback and chain`;
      expect((await right).lines).toHaveLength(3);
    });
  });

  it('leaves no address behind', async () => {
    await refusalOf(find({ code: 'MISS-00001' }));
    const subjects = await sql<{ subject: string }[]>`select subject from budgets`;
    expect(subjects.length).toBeGreaterThan(0);
    for (const { subject } of subjects) expect(subject).not.toContain(site.network);
  });
});
