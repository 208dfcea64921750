import type postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { InvoiceOut } from '../../contract/invoices.ts';
import { type InvoiceRecord, insertInvoice } from '../../db/invoices/invoices.ts';
import { nextNumber } from '../../db/invoices/numbers.ts';
import type { OpenReceipt } from '../../db/receipts/receipts.ts';
import { publishedTemplates } from '../../db/templates.ts';
import { poland } from '../../domain/countries/pl/poland.ts';
import { selectionTotals } from '../../domain/invoices/selection.ts';
import { minor } from '../../domain/money/money.ts';
import { parseQuantity } from '../../domain/money/quantity.ts';
import { Problem } from '../../domain/problem.ts';
import { allOf } from '../../domain/testing/builders.ts';
import { aChain, anOpenReceipt, aShopper, type OwnTestApp, openTestApp, reopened } from '../../testing/builders/app.ts';
import { aReceipt } from '../../testing/builders/receipts.ts';
import type { ShopperContext } from '../context.ts';
import { issueInvoice } from './issue.ts';

const stores = Array.from({ length: 20 }, (_, index) => `S${index + 1}`);

let test: OwnTestApp;
let sql: postgres.Sql;
let anna: ShopperContext;
beforeAll(async () => {
  test = await openTestApp();
  sql = test.sql;
  anna = await aShopper(await aChain(test.app, { slug: 'zielony', stores, settings: { documentsPerReceipt: 100 } }));
});
afterAll(() => test.close());

async function claim(ctx: ShopperContext, lines: { receiptId: string; lineId: string; quantity: string }[]) {
  const buyer = { kind: 'person', name: 'Anna Nowak' } as const;
  const { invoice } = await issueInvoice({ ctx, input: { lines, buyer, idempotencyKey: crypto.randomUUID() } });
  return invoice;
}

/** The number of invoices, and of each refusal. Throws any other error. */
async function tally(claims: Promise<unknown>[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const outcome of await Promise.allSettled(claims)) {
    if (outcome.status === 'rejected' && !(outcome.reason instanceof Problem)) throw outcome.reason;
    const what = outcome.status === 'fulfilled' ? 'issued' : outcome.reason.code;
    counts[what] = (counts[what] ?? 0) + 1;
  }
  return counts;
}

/** Seeded random numbers, the same in every run. */
function seededRandom(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

it('200 simultaneous claims of one receipt give one invoice and 199 refusals', async () => {
  const receipt = await anOpenReceipt(anna, aReceipt({ lines: 3 }));
  const counts = await tally(Array.from({ length: 200 }, () => claim(anna, allOf(receipt))));
  expect(counts).toEqual({ issued: 1, 'line.already_invoiced': 199 });
});

it('parts claimed by 50 shoppers at once never exceed the line, and add up to what is taken', async () => {
  const receipt = await anOpenReceipt(
    anna,
    aReceipt({ lines: [{ quantity: '40', unit: 'kg', unitPrice: 333, discount: 17 }] }),
  );
  const shoppers = await Promise.all(
    Array.from({ length: 50 }, (_, index) => aShopper(anna, `shopper-${index}@shopper.example`)),
  );
  const roll = seededRandom(7);
  const lineId = receipt.lines[0]?.id ?? '';
  const claims = shoppers.map((ctx) =>
    claim(ctx, [{ receiptId: receipt.id, lineId, quantity: `${roll(3)}.${1 + roll(9)}` }]),
  );
  const counts = await tally(claims);
  expect(Object.keys(counts).sort()).toEqual(['issued', 'line.already_invoiced']);
  const [line] = (await reopened(anna, receipt.id)).lines;
  const taken = (await Promise.allSettled(claims)).flatMap((one) =>
    one.status === 'fulfilled' ? one.value.lines : [],
  );
  const micros = taken.reduce((sum, { quantity }) => sum + parseQuantity(quantity), 0n);
  const gross = taken.reduce((sum, part) => sum + part.gross, 0);
  expect(micros + parseQuantity(line?.remainingQuantity ?? '')).toBe(parseQuantity('40'));
  expect(gross + (line?.remainingGross ?? 0)).toBe(receipt.total);
});

it('invoices of A and B, and of B and A, never deadlock', async () => {
  const pair = await Promise.all([1, 2].map(() => anOpenReceipt(anna, aReceipt({ lines: [{ quantity: '40' }] }))));
  const pieces = pair.map((one) => ({ receiptId: one.id, lineId: one.lines[0]?.id ?? '', quantity: '1' }));
  const counts = await tally(
    Array.from({ length: 40 }, (_, index) => claim(anna, index % 2 ? pieces : pieces.toReversed())),
  );
  expect(counts).toEqual({ issued: 40 });
  for (const { id } of pair) expect((await reopened(anna, id)).lines[0]?.remainingQuantity).toBe('0');
});

it('2,000 invoices over 20 series with every fifth attempt rolled back have the numbers 1 to n, without gaps or repeats', async () => {
  const receipt = await anOpenReceipt(anna, aReceipt());
  const pattern = await claim(anna, allOf(receipt).slice(0, 1));
  const templates = await anna.app.db.withTenant(actor(), publishedTemplates);
  const roll = seededRandom(11);
  const attempts = stores.flatMap((series) => {
    const crashes = Array.from({ length: 25 }, () => ({ series, crash: true }));
    return [...Array.from({ length: 100 }, () => ({ series, crash: false })), ...crashes];
  });
  shuffle(attempts, roll);
  const counts = await tally(attempts.map((attempt) => numbered({ ...attempt, pattern, receipt, templates })));
  expect(counts).toEqual({ issued: 2_000, internal: 500 });
  const rows = await sql<{ series: string; n: number }[]>`
    select series, n from invoices where tenant_id = ${anna.chain.id} and period = 'race' order by n`;
  const series = Map.groupBy(rows, (row) => row.series);
  expect(series.size).toBe(20);
  for (const own of series.values()) {
    expect(own.map((row) => row.n)).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
  }
});

function actor() {
  return { role: 'shopper', tenantId: anna.chain.id, shopperId: anna.shopper.id } as const;
}

type Attempt = {
  series: string;
  crash: boolean;
  pattern: InvoiceOut;
  receipt: OpenReceipt;
  templates: InvoiceRecord['templates'];
};

/** The numbering part of issuing: takes a number, then inserts the invoice or fails before the commit. */
async function numbered({ series, crash, pattern, receipt, templates }: Attempt): Promise<void> {
  const selected = selectionTotals([receipt], allOf(receipt).slice(0, 1), poland);
  await anna.app.db.withTenant(actor(), async (tx) => {
    const n = await nextNumber(tx, series, 'race');
    if (crash) throw new Problem('internal');
    await insertInvoice(tx, {
      ...selected,
      ...{
        series,
        period: 'race',
        n,
        number: `race ${series} ${n}`,
        country: 'PL',
        currency: 'PLN',
        language: 'pl',
        templates,
      },
      ...{ shopperId: anna.shopper.id, storeId: receipt.store.id, seller: pattern.seller, annotations: [] },
      ...{ buyer: { kind: 'person', name: 'Anna Nowak' }, issueDate: pattern.issueDate, saleDate: pattern.saleDate },
      payments: pattern.payments.map(({ method, amount }) => ({ method, amount: minor(amount) })),
      sales: pattern.sales.map(({ store, ...sale }) => {
        return { ...sale, storeCode: store.code, storeName: store.name, storeAddress: store.address };
      }),
      kind: 'invoice',
      ...{ receiptCodes: new Map(), receiptLineNumbers: receipt.lineNumbers },
    });
  });
}

function shuffle(items: unknown[], roll: (sides: number) => number): void {
  for (let last = items.length - 1; last > 0; last -= 1) {
    const other = roll(last + 1);
    [items[last], items[other]] = [items[other], items[last]];
  }
}
