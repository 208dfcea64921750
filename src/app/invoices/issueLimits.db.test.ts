import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IssueIn } from '../../contract/invoices.ts';
import type { OpenReceipt } from '../../db/receipts/receipts.ts';
import { Problem } from '../../domain/problem.ts';
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
import { grossOf, issue, left, part, person } from '../../testing/builders/issuing.ts';
import { aReceipt } from '../../testing/builders/receipts.ts';
import type { ShopperContext } from '../context.ts';
import { findReceipt } from '../receipts/find.ts';
import { issueInvoice } from './issue.ts';
import { previewInvoice } from './preview.ts';

let test: OwnTestApp;
let anna: ShopperContext;
beforeAll(async () => {
  test = await openTestApp();
  anna = await aShopper(await aChain(test.app, { slug: 'zielony' }));
});
afterAll(() => test.close());

/** The refusal that previewing and issuing give alike; nothing is written. */
async function refusedTwice(ctx: ShopperContext, lines: IssueIn['lines']): Promise<Problem> {
  const before = await countOf(ctx);
  const [previewed, issued] = [
    await refusalOf(previewInvoice({ ctx, input: { lines } })),
    await refusalOf(issue(ctx, lines)),
  ];
  expect([previewed.code, previewed.fields]).toEqual([issued.code, issued.fields]);
  expect(await countOf(ctx)).toEqual(before);
  return issued;
}

async function countOf(ctx: ShopperContext): Promise<number> {
  const [row] = await test.sql<
    { n: number }[]
  >`select count(*)::int as n from invoices where tenant_id = ${ctx.chain.id}`;
  return row?.n ?? 0;
}

describe('goods that cost 0.00 zł', () => {
  it('are never invoiced: a millionth of a piece, a tenth of a gram, a free line', async () => {
    const receipt = await anOpenReceipt(
      anna,
      aReceipt({ lines: [{ quantity: '3' }, { unit: 'kg', quantity: '1.2', unitPrice: 400 }, { discount: 1299 }] }),
    );
    expect((await refusedTwice(anna, [part(receipt, 0, '0.000001')])).code).toBe('line.pieces_only');
    expect((await refusedTwice(anna, [part(receipt, 1, '0.0001')])).code).toBe('line.too_many_places');
    expect((await refusedTwice(anna, [part(receipt, 1, '0.001')])).code).toBe('line.part_too_small');
    expect((await refusedTwice(anna, [part(receipt, 0, '1'), part(receipt, 2, '1')])).code).toBe('line.free');
    expect(await left(anna, receipt)).toEqual(['3', 3897]);
    expect(grossOf(await issue(anna, [part(receipt, 0, '1'), part(receipt, 1, '0.2')]))).toBe(1379);
  });

  it('are not offered, and the receipt counts as whole and its deposits as due without them', async () => {
    const shop = await aShopper(await aChain(test.app, { slug: 'whole', settings: { personSelection: 'whole' } }));
    const deposits = [{ name: 'Butelka', quantity: '1', unitPrice: 50 }];
    const receipt = await anOpenReceipt(shop, aReceipt({ lines: [{}, { quantity: '2', discount: 2598 }], deposits }));
    const found = await findReceipt({ ctx: shop, input: { code: receipt.code } });
    expect(found.lines.map((line) => line.remainingQuantity)).toEqual(['1', '0']);
    const invoice = await issue(shop, [part(receipt, 0, '1')]);
    expect([invoice.due, invoice.deposits, invoice.lines.length]).toEqual([1349, deposits, 1]);
    expect((await reopened(shop, receipt.id)).depositsTaken).toBe(true);
  });
});

describe('invoices of one receipt', () => {
  let shop: ShopperContext;
  beforeAll(async () => {
    shop = await aShopper(await aChain(test.app, { slug: 'few', settings: { documentsPerReceipt: 3 } }));
  });
  const five = () => anOpenReceipt(shop, aReceipt({ lines: [{ quantity: '5' }] }));

  it('end at the chain’s limit, whoever issues them, and the last one takes all that is left', async () => {
    const receipt = await five();
    const berta = await aShopper(shop, 'berta@shopper.example');
    await issue(shop, [part(receipt, 0, '1')]);
    await issue(berta, [part(receipt, 0, '1')]);
    const refused = await refusedTwice(shop, [part(receipt, 0, '1')]);
    expect(refused).toMatchObject({ code: 'receipt.last_document', params: { most: 3 } });
    expect(grossOf(await issue(shop, [part(receipt, 0, '3')]))).toBe(3 * 1299);
    expect(await left(shop, receipt)).toEqual(['0', 0]);
  });

  it('are not more when fifty are requested at once', async () => {
    const receipt = await anOpenReceipt(shop, aReceipt({ lines: [{ quantity: '50' }] }));
    const codes = await codesOf(shop, Array<OpenReceipt>(50).fill(receipt));
    expect(codes).toEqual({ issued: 2, 'receipt.last_document': 48 });
  });

  it('are counted for each of several receipts on one invoice', async () => {
    const [worn, fresh] = [await five(), await five()];
    for (const _ of [1, 2]) await issue(shop, [part(worn, 0, '1')]);
    const refused = await refusedTwice(shop, [part(fresh, 0, '1'), part(worn, 0, '1')]);
    expect([refused.code, refused.params.receiptId]).toEqual(['receipt.last_document', worn.id]);
    expect((await issue(shop, [part(fresh, 0, '1'), ...allOf(await reopened(shop, worn.id))])).lines).toHaveLength(2);
  });
});

describe('invoices of one shopper a day', () => {
  it('end at the chain’s limit, even when fifty are requested at once on receipts that share no lock', async () => {
    const settings = { documentsPerShopperPerDay: 5 };
    const shop = await aShopper(await aChain(test.app, { slug: 'slow', settings }));
    const receipts = await Promise.all(Array.from({ length: 50 }, () => anOpenReceipt(shop, aReceipt({ lines: 1 }))));
    expect(await codesOf(shop, receipts)).toEqual({ issued: 5, 'shopper.documents_used_up': 45 });
    const [open] = (await Promise.all(receipts.map(({ id }) => reopened(shop, id)))).filter(
      ({ documentsIssued }) => documentsIssued === 0,
    );
    if (!open) throw new Error('45 are left');
    const { code, params } = await refusedTwice(shop, allOf(open));
    expect([code, params.most]).toEqual(['shopper.documents_used_up', 5]);
    const berta = await aShopper(shop, 'berta@shopper.example');
    expect(grossOf(await issue(berta, allOf(open)))).toBe(1299);
    await test.sql`alter table invoices disable trigger an_invoice_is_a_fact`;
    await test.sql`update invoices set issued_at = issued_at - interval '1 day' where tenant_id = ${shop.chain.id}`;
    await test.sql`alter table invoices enable trigger an_invoice_is_a_fact`;
    expect(grossOf(await issue(shop, allOf(await anOpenReceipt(shop, aReceipt({ lines: 1 })))))).toBe(1299);
  });

  it('do not include a repeated request', async () => {
    const settings = { documentsPerShopperPerDay: 1 };
    const shop = await aShopper(await aChain(test.app, { slug: 'once', settings }));
    const receipt = await anOpenReceipt(shop, aReceipt());
    const input = { lines: allOf(receipt), buyer: person, idempotencyKey: 'once' };
    const first = await issueInvoice({ ctx: shop, input });
    expect(await issueInvoice({ ctx: shop, input })).toEqual({ ...first, repeated: true });
  });
});

/** The outcomes of simultaneous requests for one piece of each of these receipts. */
async function codesOf(ctx: ShopperContext, receipts: OpenReceipt[]): Promise<Record<string, number>> {
  const outcomes = await Promise.allSettled(receipts.map((receipt) => issue(ctx, [part(receipt, 0, '1')])));
  const counts: Record<string, number> = {};
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected' && !(outcome.reason instanceof Problem)) throw outcome.reason;
    const code = outcome.status === 'fulfilled' ? 'issued' : outcome.reason.code;
    counts[code] = (counts[code] ?? 0) + 1;
  }
  return counts;
}
