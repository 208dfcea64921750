import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InvoiceOut } from '../../contract/invoices.ts';
import { minor } from '../../domain/money/money.ts';
import type { Problem } from '../../domain/problem.ts';
import { allOf } from '../../domain/testing/builders.ts';
import {
  aChain,
  aMember,
  anOpenReceipt,
  aShopper,
  type OwnTestApp,
  openTestApp,
  refusalOf,
  reopened,
} from '../../testing/builders/app.ts';
import { company, issue, left } from '../../testing/builders/issuing.ts';
import { aReceipt } from '../../testing/builders/receipts.ts';
import type { OfficeContext, ReaderContext, ShopperContext } from '../context.ts';
import { getInvoice } from '../invoices/get.ts';
import { recordReturn } from '../returns/record.ts';
import { confirmCorrection, rejectCorrection } from './decide.ts';
import { getCorrection, listCorrections, requestedCorrections } from './list.ts';
import { type Propose, proposeCorrection } from './propose.ts';

let test: OwnTestApp;
let anna: ShopperContext;
let ewa: ShopperContext;
let clerk: OfficeContext;
let clerkOfTwo: OfficeContext;
let stranger: OfficeContext;
beforeAll(async () => {
  test = await openTestApp();
  const zielony = await aChain(test.app, { slug: 'zielony', stores: ['S1', 'S2'] });
  anna = await aShopper(zielony);
  ewa = await aShopper(zielony, 'ewa@shopper.example');
  clerk = await aMember(zielony, { email: 'obsluga@zielony.example', role: 'staff' });
  clerkOfTwo = await aMember(zielony, { email: 'dwa@zielony.example', role: 'staff', store: 'S2' });
  const megadom = await aChain(test.app, { slug: 'megadom' });
  stranger = await aMember(megadom, { email: 'obsluga@megadom.example', role: 'staff' });
});
afterAll(() => test.close());

const bought = (given: Parameters<typeof aReceipt>[0] = {}) =>
  anOpenReceipt(
    anna,
    aReceipt({
      lines: [{ name: 'Kubek', quantity: '3', unitPrice: 1299 }],
      deposits: [{ name: 'Butelka', quantity: '2', unitPrice: 50 }],
      ...given,
    }),
  );

type Change = Propose['input']['change'];
const newName: Change = { reason: 'buyer_changed', name: 'Anna Nowak-Lis' };
const oneBack: Change = { reason: 'goods_returned', lines: [{ position: 1, quantity: '1' }] };

const ask = (invoice: InvoiceOut, change: Change, ctx: ReaderContext = anna) =>
  proposeCorrection({ ctx, input: { invoiceId: invoice.id, change, note: 'proszę' } });
const confirm = (id: string, ctx = clerk) => confirmCorrection({ ctx, input: { id } });
const read = (id: string) => getInvoice({ ctx: anna, input: { id } });

describe('asking for a correction', () => {
  it("of somebody else's invoice finds nothing", async () => {
    const invoice = await issue(anna, allOf(await bought()));
    expect((await refusalOf(ask(invoice, newName, ewa))).code).toBe('invoice.not_found');
    expect((await refusalOf(ask(invoice, newName, clerkOfTwo))).code).toBe('invoice.not_found');
    expect((await refusalOf(ask(invoice, newName, stranger))).code).toBe('invoice.not_found');
    expect((await ask(invoice, newName)).state).toBe('waiting');
  });

  it.each([
    ['that changes nothing', { reason: 'buyer_changed', name: 'Anna Nowak' } as const, 'correction.changes_nothing'],
    [
      'of more than was invoiced',
      { reason: 'goods_returned', lines: [{ position: 1, quantity: '4' }] } as const,
      'return.exceeds_sale',
    ],
    [
      'of a line that is not there',
      { reason: 'goods_returned', lines: [{ position: 2, quantity: '1' }] } as const,
      'line.not_found',
    ],
  ])('%s is refused', async (_, change, code) => {
    const invoice = await issue(anna, allOf(await bought()));
    expect((await refusalOf(ask(invoice, change as Change))).code).toBe(code);
  });

  it('twice at a time is refused until the first request is decided', async () => {
    const invoice = await issue(anna, allOf(await bought()));
    const { id } = await ask(invoice, newName);
    expect((await refusalOf(ask(invoice, oneBack))).code).toBe('correction.already_waiting');
    await rejectCorrection({ ctx: clerk, input: { id, note: 'prosimy o dowód' } });
    expect((await ask(invoice, oneBack)).state).toBe('waiting');
    expect(await requestedCorrections({ ctx: anna, input: { invoiceId: invoice.id } })).toMatchObject([
      { state: 'rejected', decisionNote: 'prosimy o dowód' },
      { state: 'waiting', change: oneBack },
    ]);
  });

  it('of a correction leads to the invoice that it corrects', async () => {
    const invoice = await issue(anna, allOf(await bought()));
    const { id } = await ask(invoice, newName);
    await confirm(id);
    expect((await refusalOf(ask({ ...invoice, id }, oneBack))).code).toBe('correction.of_correction');
  });
});

describe('deciding', () => {
  it('is for staff who may see the invoice', async () => {
    const { id } = await ask(await issue(anna, allOf(await bought())), newName);
    expect((await refusalOf(confirm(id, clerkOfTwo))).code).toBe('correction.not_found');
    expect((await refusalOf(confirm(id, stranger))).code).toBe('correction.not_found');
    expect((await confirm(id)).state).toBe('issued');
  });

  it('happens once, however many people press at once', async () => {
    const invoice = await issue(anna, allOf(await bought()));
    const { id } = await ask(invoice, oneBack);
    const outcomes = await Promise.allSettled([
      ...Array.from({ length: 10 }, () => confirm(id)),
      rejectCorrection({ ctx: clerk, input: { id, note: 'nie' } }),
    ]);
    const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [(one.reason as Problem).code] : []));
    expect(refused).toEqual(Array.from({ length: 10 }, () => 'correction.already_decided'));
    expect((await read(invoice.id)).corrections?.length).toBeLessThanOrEqual(1);
  });

  it('shows what the invoice states before and after', async () => {
    const invoice = await issue(anna, allOf(await bought()));
    const { id } = await ask(invoice, oneBack);
    expect(await getCorrection({ ctx: clerk, input: { id } })).toMatchObject({
      invoice: { number: invoice.number },
      effect: {
        lines: [{ position: 1, before: { quantity: '3', gross: 3897 }, after: { quantity: '2', gross: 2598 } }],
        rates: [{ percent: 23, net: -1056, vat: -243, gross: -1299 }],
        due: -1299,
      },
    });
  });

  it('lists what waits, page by page, for the whole chain and for the own store', async () => {
    const { id } = await ask(await issue(anna, allOf(await bought())), newName);
    const all: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await listCorrections({ ctx: clerk, input: cursor === undefined ? {} : { cursor } });
      all.push(...page.items.map((item) => item.id));
      cursor = page.next;
      if (cursor === undefined) break;
    }
    expect(all).toContain(id);
    expect((await listCorrections({ ctx: clerkOfTwo, input: {} })).items).toEqual([]);
  });
});

describe('an issued correction', () => {
  it('of the name keeps the buyer as it was before, and moves no money', async () => {
    const invoice = await issue(
      anna,
      allOf(await bought({ buyerNip: company.nip, lines: [{ unitPrice: 60_000 }] })),
      company,
    );
    const { id } = await ask(invoice, { reason: 'buyer_changed', name: 'Firma sp. z o.o.' });
    await confirm(id);
    expect(await read(id)).toMatchObject({
      reason: 'buyer_changed',
      buyer: { ...company, name: 'Firma sp. z o.o.' },
      buyerBefore: company,
      totals: { gross: 0 },
      lines: [],
    });
  });

  it('to zero makes the lines and the deposits open to invoice again', async () => {
    const receipt = await bought();
    const invoice = await issue(anna, allOf(receipt));
    expect(invoice.due).toBe(3997);
    const { id } = await ask(invoice, { reason: 'to_zero' });
    await confirm(id);
    expect(await read(id)).toMatchObject({ totals: { gross: -3897 }, due: -3997 });
    expect(await left(anna, receipt)).toEqual(['3', 3897]);
    const again = await issue(anna, allOf(await reopened(anna, receipt.id)));
    expect(again.due).toBe(3997);
  });

  it('to zero waits for goods that came back', async () => {
    const receipt = await bought();
    const invoice = await issue(anna, allOf(receipt));
    const input = { receiptId: receipt.id, externalId: crypto.randomUUID(), returnedAt: '2026-11-24T12:00:00+01:00' };
    await recordReturn({ ctx: anna, input: { ...input, lines: [{ position: 1, quantity: '1' }] } });
    const { id } = await ask(invoice, { reason: 'to_zero' });
    expect((await refusalOf(confirm(id))).code).toBe('correction.return_waiting');
  });

  it('follows the one before: three mugs go back one by one and end at zero', async () => {
    const invoice = await issue(anna, allOf(await bought()));
    const vats: number[] = [];
    for (let step = 0; step < 3; step += 1) {
      const { id } = await ask(invoice, oneBack, clerk);
      await confirm(id);
      vats.push((await read(id)).totals.vat);
    }
    expect(vats.reduce((sum, vat) => sum + vat, invoice.totals.vat)).toBe(0);
    expect((await refusalOf(ask(invoice, oneBack, clerk))).code).toBe('return.exceeds_sale');
  });

  it('has numbers of its own series without a gap, and takes none from the invoices', async () => {
    const rows = await test.sql`
      select kind, array_agg(n order by n)::int[] as numbers from invoices where tenant_id = ${anna.chain.id} group by kind, series, period`;
    for (const { numbers } of rows) expect(numbers).toEqual(numbers.map((_: number, index: number) => index + 1));
    expect(new Set(rows.map((row) => row.kind))).toEqual(new Set(['invoice', 'correction']));
  });
});

it('no race of corrections takes a piece twice', async () => {
  const invoice = await issue(anna, allOf(await bought()));
  const drafts = await Promise.all(Array.from({ length: 8 }, () => ask(invoice, oneBack, clerk)));
  const outcomes = await Promise.allSettled(drafts.map(({ id }) => confirm(id)));
  const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [(one.reason as Problem).code] : []));
  expect(refused).toEqual(Array.from({ length: 5 }, () => 'return.exceeds_sale'));
  const { corrections = [] } = await read(invoice.id);
  const grosses = await Promise.all(corrections.map(async ({ id }) => (await read(id)).totals.gross));
  expect(grosses.reduce((sum, gross) => sum + gross, 0)).toBe(minor(-3897));
});
