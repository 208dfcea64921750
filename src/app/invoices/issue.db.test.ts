import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { nextDue } from '../../db/outbox.ts';
import { poland } from '../../domain/countries/pl/poland.ts';

import { addDays, chainDay } from '../../domain/day.ts';
import { selectionTotals } from '../../domain/invoices/selection.ts';
import { allOf } from '../../domain/testing/builders.ts';
import {
  aChain,
  anOpenReceipt,
  aShopper,
  type OwnTestApp,
  openTestApp,
  refusalOf,
  reopened,
} from '../../testing/builders/app.ts';
import { company, grossOf, issue, left, part } from '../../testing/builders/issuing.ts';
import { aReceipt, daysAgo } from '../../testing/builders/receipts.ts';
import type { ShopperContext } from '../context.ts';
import { previewInvoice } from './preview.ts';
import { totalsOut } from './represent.ts';

let test: OwnTestApp;
let anna: ShopperContext;
beforeAll(async () => {
  test = await openTestApp();
  anna = await aShopper(await aChain(test.app, { slug: 'zielony', stores: ['S1', 'S2'] }));
});
afterAll(() => test.close());

describe('part of a line', () => {
  it('3 of 10 pieces get their share of the discounted gross, and the other 7 exactly the remainder', async () => {
    const receipt = await anOpenReceipt(anna, aReceipt({ lines: [{ quantity: '10', unitPrice: 999, discount: 7 }] }));
    const first = await issue(anna, [part(receipt, 0, '3')]);
    expect([grossOf(first), await left(anna, receipt)]).toEqual([2995, ['7', 6988]]);
    expect(first.lines).toMatchObject([{ quantity: '3', unitPrice: 999, discount: 2, gross: 2995 }]);
    const more = await refusalOf(issue(anna, [part(receipt, 0, '8')]));
    expect(more).toMatchObject({ code: 'line.already_invoiced', params: { remainingQuantity: '7' } });
    const second = await issue(anna, [part(receipt, 0, '7')]);
    expect([grossOf(second), await left(anna, receipt)]).toEqual([6988, ['0', 0]]);
    expect((await refusalOf(issue(anna, [part(receipt, 0, '1')]))).code).toBe('line.already_invoiced');
  });

  it('0.5 of 1.2 kg leaves 0.7 kg and its money', async () => {
    const cheese = { quantity: '1.2', unit: 'kg', unitPrice: 3299, rate: 'C' };
    const receipt = await anOpenReceipt(anna, aReceipt({ lines: [cheese] }));
    const invoice = await issue(anna, [part(receipt, 0, '0.5')]);
    expect([grossOf(invoice), await left(anna, receipt)]).toEqual([1650, ['0.7', 2309]]);
    expect(invoice.rates).toEqual([{ percent: 5, net: 1571, vat: 79, gross: 1650 }]);
  });

  it('many parts add up to the line, to the grosz', async () => {
    const receipt = await anOpenReceipt(anna, aReceipt({ lines: [{ quantity: '0.7', unit: 'kg', unitPrice: 1433 }] }));
    const parts: number[] = [];
    for (const quantity of ['0.1', '0.1', '0.001', '0.199', '0.3']) {
      parts.push(grossOf(await issue(anna, [part(receipt, 0, quantity)])));
    }
    expect(parts.reduce((a, b) => a + b)).toBe(receipt.total);
    expect(await left(anna, receipt)).toEqual(['0', 0]);
  });

  it('is refused where the chain invoices whole receipts only', async () => {
    const whole = await aShopper(await aChain(test.app, { slug: 'whole', settings: { personSelection: 'whole' } }));
    const receipt = await anOpenReceipt(whole, aReceipt({ lines: [{ quantity: '2' }, {}] }));
    expect((await refusalOf(issue(whole, [part(receipt, 0, '2')]))).code).toBe('receipt.whole_only');
    expect((await refusalOf(issue(whole, [part(receipt, 0, '1'), part(receipt, 1, '1')]))).code).toBe(
      'receipt.whole_only',
    );
    expect(grossOf(await issue(whole, allOf(receipt)))).toBe(receipt.total);
    const withNip = await anOpenReceipt(anna, aReceipt({ lines: [{ unitPrice: 50_000 }, {}], buyerNip: company.nip }));
    expect((await refusalOf(issue(anna, [part(withNip, 0, '1')], company))).code).toBe('receipt.whole_only');
    expect(grossOf(await issue(anna, allOf(withNip), company))).toBe(withNip.total);
  });
});

describe('several receipts on one invoice', () => {
  it('are in the order chosen, each with its register and day; the sale date is the last day', async () => {
    const older = await anOpenReceipt(
      anna,
      aReceipt({ issuedAt: daysAgo(9), store: { code: 'S2' }, till: { uniqueNumber: 'TILL0002' } }),
    );
    const newer = await anOpenReceipt(
      anna,
      aReceipt({ issuedAt: daysAgo(2), store: { code: 'S1' }, till: { uniqueNumber: 'TILL0001' } }),
    );
    const invoice = await issue(anna, [...allOf(older), ...allOf(newer)]);
    expect(invoice.sales).toMatchObject([
      {
        receiptId: older.id,
        tillUniqueNumber: 'TILL0002',
        documentNumber: older.documentNumber,
        saleDate: older.saleDate,
        store: { code: 'S2' },
      },
      {
        receiptId: newer.id,
        tillUniqueNumber: 'TILL0001',
        documentNumber: newer.documentNumber,
        saleDate: newer.saleDate,
        store: { code: 'S1' },
      },
    ]);
    expect(invoice.saleDate).toBe(newer.saleDate);
    expect(invoice.number).toMatch(/^FP\/S2\//);
    expect(grossOf(invoice)).toBe(older.total + newer.total);
  });

  it('of two different NIPs, or one with a NIP and one without, are all refused', async () => {
    const large = { lines: [{ unitPrice: 60_000 }] };
    const own = await anOpenReceipt(anna, aReceipt({ ...large, buyerNip: company.nip }));
    const others = await anOpenReceipt(anna, aReceipt({ ...large, buyerNip: '1111111111' }));
    const nobodys = await anOpenReceipt(anna, aReceipt(large));
    expect((await refusalOf(issue(anna, allOf(own, others), company))).code).toBe('receipt.nip_differs');
    expect((await refusalOf(issue(anna, allOf(own, nobodys), company))).code).toBe('receipt.has_no_nip');
    expect(await left(anna, own)).toEqual(['1', 60_000]);
    expect(grossOf(await issue(anna, allOf(own), company))).toBe(60_000);
  });

  it('are at most twenty', async () => {
    const many = await Promise.all(Array.from({ length: 21 }, () => anOpenReceipt(anna, aReceipt({ lines: 1 }))));
    expect((await refusalOf(issue(anna, allOf(...many)))).code).toBe('receipt.too_many');
    expect((await issue(anna, allOf(...many.slice(1)))).sales).toHaveLength(20);
  });
});

describe('the issued money', () => {
  it('equals the previewed money and that of the domain, over rates, discounts and deposits', async () => {
    const receipt = await anOpenReceipt(
      anna,
      aReceipt({
        lines: [
          { quantity: '0.326', unit: 'kg', unitPrice: 7990, discount: 652, rate: 'C' },
          { quantity: '3', unitPrice: 99, rate: 'A' },
          { quantity: '2', unitPrice: 2750, rate: 'B' },
          { unitPrice: 10_000, rate: 'E' },
        ],
        discounts: [{ name: 'Bon', amount: 533 }],
        deposits: [{ name: 'Butelka', quantity: '6', unitPrice: 50 }],
      }),
    );
    const lines = [part(receipt, 3, '1'), part(receipt, 0, '0.2'), part(receipt, 1, '3'), part(receipt, 2, '1')];
    const previewed = await previewInvoice({ ctx: anna, input: { lines } });
    const { lines: itsLines, rates, totals, deposits, due, annotations } = await issue(anna, lines);
    expect({ lines: itsLines, rates, totals, deposits, due }).toEqual(previewed);
    expect(previewed).toEqual(totalsOut(selectionTotals([receipt], lines, poland)));
    expect(annotations).toEqual(['Zwolnienie z VAT: art. 43 ust. 1 ustawy o podatku od towarów i usług']);
    const now = await reopened(anna, receipt.id);
    const rest = await previewInvoice({ ctx: anna, input: { lines: allOf(now) } });
    const last = await issue(anna, allOf(now));
    expect(last).toMatchObject(rest);
    expect(totals.gross + last.totals.gross).toBe(receipt.total);
    expect(last.due).toBe(last.totals.gross + 300);
  });

  it('includes the deposits once, on the invoice that takes the receipt’s last lines', async () => {
    const deposits = [{ name: 'Butelka', quantity: '2', unitPrice: 50 }];
    const receipt = await anOpenReceipt(anna, aReceipt({ lines: [{ quantity: '2' }, {}], deposits }));
    const first = await issue(anna, [part(receipt, 0, '1')]);
    expect([first.deposits, first.due]).toEqual([[], 1299]);
    const last = await issue(anna, [part(receipt, 0, '1'), part(receipt, 1, '1')]);
    expect([last.deposits, last.due]).toEqual([deposits, 2698]);
    expect((await reopened(anna, receipt.id)).depositsTaken).toBe(true);
  });
});

describe('dates and numbers', () => {
  it('come from the database’s clock in Warsaw, not from this process', async () => {
    const receipt = await anOpenReceipt(
      anna,
      aReceipt({ issuedAt: '2026-11-01T23:30:00Z', lines: [{ quantity: '2' }] }),
    );
    const patient = await aShopper(await aChain(test.app, { slug: 'clocks', settings: { lateRequests: 'allow' } }));
    const old = await anOpenReceipt(patient, aReceipt({ issuedAt: '2024-12-31T23:30:00Z' }));
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2036-06-15T12:00:00Z') });
    try {
      const invoice = await issue(patient, allOf(old));
      expect(invoice.saleDate).toBe('2025-01-01');
      vi.useRealTimers();
      expect([chainDay(new Date(), poland.timeZone), addDays(chainDay(new Date(), poland.timeZone), -1)]).toContain(
        invoice.issueDate,
      );
      expect(chainDay(invoice.issuedAt, poland.timeZone)).toBe(invoice.issueDate);
      expect(invoice.number).toBe(`FP/S1/${invoice.issueDate.slice(0, 4)}/${invoice.issueDate.slice(5, 7)}/1`);
    } finally {
      vi.useRealTimers();
    }
    expect(receipt.saleDate).toBe('2026-11-02');
  });

  it('count from 1 in each store and chain, or for all stores together when the number has no store', async () => {
    const counted = await aShopper(await aChain(test.app, { slug: 'counted', stores: ['S1', 'S2'] }));
    const format = '{n}-{YYYY}';
    const joint = await aShopper(
      await aChain(test.app, { slug: 'joint', settings: { numberFormat: format }, stores: ['S1', 'S2'] }),
    );
    const numbers = async (ctx: ShopperContext) => {
      const out: string[] = [];
      for (const code of ['S1', 'S2', 'S1', 'S2']) {
        const till = { uniqueNumber: `TILL00${code}` };
        out.push((await issue(ctx, allOf(await anOpenReceipt(ctx, aReceipt({ store: { code }, till }))))).number);
      }
      return out.map((number) => number.replace(/\d{4}(\/\d\d)?/, '…'));
    };
    expect(await numbers(counted)).toEqual(['FP/S1/…/1', 'FP/S2/…/1', 'FP/S1/…/2', 'FP/S2/…/2']);
    expect(await numbers(joint)).toEqual(['1-…', '2-…', '3-…', '4-…']);
  });
});

it('the outbox entry is inserted with the invoice, and added to the queue afterwards', async () => {
  const receipt = await anOpenReceipt(anna, aReceipt());
  await test.sql`delete from outbox`;
  test.enqueued.length = 0;
  const invoice = await issue(anna, allOf(receipt));
  expect(invoice.document).toEqual({ state: 'queued' });
  expect(invoice.deliveries.map(({ kind, to, state }) => ({ kind, to, state }))).toEqual([
    { kind: 'shopper_mail', to: 'anna@shopper.example', state: 'queued' },
    { kind: 'chain_mail', to: 'ksiegowosc@zielony.example', state: 'queued' },
  ]);
  expect(test.enqueued).toEqual([{ task: 'render', tenantId: anna.chain.id, subjectId: invoice.id }]);
  const due = await anna.app.db.withTenant({ role: 'worker', tenantId: anna.chain.id }, (tx) => nextDue(tx, 'render'));
  expect(due).toEqual(test.enqueued);
  await refusalOf(issue(anna, allOf(receipt)));
  expect(test.enqueued).toHaveLength(1);
});
