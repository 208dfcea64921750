import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReturnIn } from '../../contract/corrections/returns.ts';
import type { OpenReceipt } from '../../db/receipts/receipts.ts';
import { minor } from '../../domain/money/money.ts';
import { Problem } from '../../domain/problem.ts';
import { allOf } from '../../domain/testing/builders.ts';
import {
  aChain,
  aMember,
  anOpenReceipt,
  aShopper,
  type OwnTestApp,
  openTestApp,
  refusalOf,
} from '../../testing/builders/app.ts';
import { issue, left, part } from '../../testing/builders/issuing.ts';
import { aReceipt } from '../../testing/builders/receipts.ts';
import type { OfficeContext, ShopperContext } from '../context.ts';
import { confirmCorrection } from '../corrections/decide.ts';
import { getInvoice } from '../invoices/get.ts';
import { recordReturn } from './record.ts';

let test: OwnTestApp;
let anna: ShopperContext;
let automatic: ShopperContext;
let clerk: OfficeContext;
beforeAll(async () => {
  test = await openTestApp();
  const zielony = await aChain(test.app, {
    slug: 'zielony',
    settings: { documentsPerReceipt: 1000, documentsPerShopperPerDay: 1000 },
  });
  anna = await aShopper(zielony);
  clerk = await aMember(zielony, { email: 'obsluga@zielony.example', role: 'staff' });
  automatic = await aShopper(await aChain(test.app, { slug: 'megadom', settings: { returnCorrections: 'automatic' } }));
});
afterAll(() => test.close());

/** Three mugs at 12.99 zł and a plate. */
const threeMugs = (ctx: ShopperContext = anna) =>
  anOpenReceipt(ctx, aReceipt({ lines: [{ name: 'Kubek', quantity: '3', unitPrice: 1299 }, { name: 'Talerz' }] }));

function giveBack(receipt: OpenReceipt, quantity: string, given: Partial<ReturnIn> & { ctx?: ShopperContext } = {}) {
  const { ctx = anna, ...rest } = given;
  const input = {
    receiptId: receipt.id,
    externalId: crypto.randomUUID(),
    returnedAt: '2026-11-24T12:00:00+01:00',
    lines: [{ position: 1, quantity }],
    ...rest,
  };
  return recordReturn({ ctx, input });
}

describe('a return of goods that are not invoiced', () => {
  it('lowers what is left to invoice, to the grosz', async () => {
    const receipt = await threeMugs();
    const { outcome, accepted } = await giveBack(receipt, '1');
    expect([outcome, accepted.state]).toEqual(['created', 'recorded']);
    expect(await left(anna, receipt)).toEqual(['2', 2598]);
  });

  it('is refused beyond what was sold, and changes nothing', async () => {
    const receipt = await threeMugs();
    await giveBack(receipt, '2');
    const refusal = await refusalOf(giveBack(receipt, '2'));
    expect(refusal.code).toBe('return.exceeds_sale');
    expect(refusal.fields).toEqual([
      { pointer: '/lines/0/quantity', code: 'return.exceeds_sale', params: { remainingQuantity: '1' } },
    ]);
    expect(await left(anna, receipt)).toEqual(['1', 1299]);
  });

  it.each([
    ['an unknown line', [{ position: 9, quantity: '1' }], 'line.not_found'],
    ['no line', [{ quantity: '1' }], 'line.not_found'],
    ['nothing', [{ position: 1, quantity: '0' }], 'line.quantity_invalid'],
    ['part of a piece', [{ position: 1, quantity: '0.5' }], 'line.pieces_only'],
    [
      'one line twice',
      [
        { position: 1, quantity: '1' },
        { position: 1, quantity: '1' },
      ],
      'line.repeated',
    ],
    ['more money than the part cost', [{ position: 1, quantity: '1', gross: minor(9999) }], 'return.gross_invalid'],
  ])('of %s is refused', async (_, lines, code) => {
    expect((await refusalOf(giveBack(await threeMugs(), '1', { lines }))).code).toBe(code);
  });

  it('of a receipt that another chain has is refused as unknown', async () => {
    const receipt = await threeMugs();
    expect((await refusalOf(giveBack(receipt, '1', { ctx: automatic }))).code).toBe('receipt.not_found');
    expect((await giveBack(receipt, '1')).outcome).toBe('created');
  });
});

describe('the same external id', () => {
  it('with the same content gives the first answer and takes nothing again', async () => {
    const receipt = await threeMugs();
    const first = await giveBack(receipt, '1', { externalId: 'Z-1' });
    const second = await giveBack(receipt, '1', { externalId: 'Z-1' });
    expect(second).toEqual({ outcome: 'known', accepted: first.accepted });
    expect(await left(anna, receipt)).toEqual(['2', 2598]);
  });

  it('with other content is a conflict', async () => {
    const receipt = await threeMugs();
    await giveBack(receipt, '1', { externalId: 'Z-2' });
    expect((await refusalOf(giveBack(receipt, '2', { externalId: 'Z-2' }))).code).toBe('return.conflict');
    expect((await refusalOf(giveBack(await threeMugs(), '1', { externalId: 'Z-2' }))).code).toBe('return.conflict');
  });

  it('sent 20 times at once is recorded once', async () => {
    const receipt = await threeMugs();
    const all = await Promise.all(Array.from({ length: 20 }, () => giveBack(receipt, '1', { externalId: 'Z-3' })));
    expect(all.filter(({ outcome }) => outcome === 'created')).toHaveLength(1);
    expect(new Set(all.map(({ accepted }) => accepted.id)).size).toBe(1);
    expect(await left(anna, receipt)).toEqual(['2', 2598]);
  });
});

describe('a return of invoiced goods', () => {
  it('drafts a correction that staff confirm, and counts as returned while it waits', async () => {
    const receipt = await threeMugs();
    const invoice = await issue(anna, allOf(receipt));
    const { accepted } = await giveBack(receipt, '1');
    expect(accepted.state).toBe('correction_drafted');
    expect((await refusalOf(giveBack(receipt, '3'))).code).toBe('return.exceeds_sale');

    const confirmed = await confirmCorrection({ ctx: clerk, input: { id: accepted.correctionId ?? '' } });
    expect(confirmed.state).toBe('issued');
    const correction = await getInvoice({ ctx: anna, input: { id: confirmed.id } });
    expect(correction).toMatchObject({
      kind: 'correction',
      corrects: { id: invoice.id, number: invoice.number },
      reason: 'goods_returned',
      rates: [{ percent: 23, net: -1056, vat: -243, gross: -1299 }],
      totals: { net: -1056, vat: -243, gross: -1299 },
      due: -1299,
      lines: [
        {
          name: 'Kubek',
          before: { position: 1, quantity: '3', gross: 3897 },
          after: { quantity: '2', gross: 2598 },
        },
      ],
      document: { state: 'queued' },
    });
    expect(correction.number).toMatch(/^KOR\/S1\//);
    expect((await getInvoice({ ctx: anna, input: { id: invoice.id } })).corrections).toEqual([
      { id: correction.id, number: correction.number },
    ]);
    // Returned goods are not sold any more: nothing becomes open to invoice again.
    expect(await left(anna, receipt)).toEqual(['0', 0]);
  });

  it('takes what is open first, then the newest invoice', async () => {
    const receipt = await threeMugs();
    const oldest = await issue(anna, [part(receipt, 0, '1')]);
    const newest = await issue(anna, [part(receipt, 0, '1')]);
    const { accepted } = await giveBack(receipt, '2');
    const [id] = accepted.correctionIds ?? [];
    const { invoice } = await confirmCorrection({ ctx: clerk, input: { id: id ?? '' } });
    expect(invoice.id).toBe(newest.id);
    expect((await getInvoice({ ctx: anna, input: { id: oldest.id } })).corrections).toEqual([]);
    expect(await left(anna, receipt)).toEqual(['0', 0]);
  });

  it('is corrected at once where the chain wants it so', async () => {
    const receipt = await threeMugs(automatic);
    const invoice = await issue(automatic, allOf(receipt));
    const { accepted } = await giveBack(receipt, '3', { ctx: automatic });
    const correction = await getInvoice({ ctx: automatic, input: { id: accepted.correctionId ?? '' } });
    expect(correction).toMatchObject({ corrects: { id: invoice.id }, totals: { gross: -3897 } });
  });
});

it('80 returns and invoices of one receipt at once take every piece exactly once', async () => {
  const pushed = aReceipt({ lines: [{ name: 'Kubek', quantity: '60', unitPrice: 1299 }] });
  const receipt = await anOpenReceipt(anna, pushed);
  const outcomes = await Promise.all(
    Array.from({ length: 80 }, async (_, index) => {
      try {
        if (index % 2 === 0) return { returned: (await giveBack(receipt, '1')).outcome === 'created' ? 1 : 0 };
        await issue(anna, [part(receipt, 0, '1')]);
        return { issued: 1 };
      } catch (error) {
        if (error instanceof Problem) return { refused: error.code };
        throw error;
      }
    }),
  );
  const returned = outcomes.filter((one) => 'returned' in one).length;
  const issued = outcomes.filter((one) => 'issued' in one).length;
  const [remaining] = await left(anna, receipt);
  const [row] = await test.sql`
    select coalesce(sum(l.quantity) filter (where l.invoice_id is null), 0)::int as open, count(l.invoice_id)::int as invoiced
    from return_lines l where l.receipt_id = ${receipt.id}`;
  expect(returned).toBe(40);
  expect(row).toMatchObject({ open: returned - row?.invoiced });
  expect(Number(remaining)).toBe(60 - issued - Number(row?.open));
});
