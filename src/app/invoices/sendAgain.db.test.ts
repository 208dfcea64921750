import { afterAll, beforeAll, expect, it } from 'vitest';
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
import { issue } from '../../testing/builders/issuing.ts';
import { aReceipt } from '../../testing/builders/receipts.ts';
import type { ReaderContext, ShopperContext, SiteContext } from '../context.ts';
import { sendInvoiceAgain } from './sendAgain.ts';

let test: OwnTestApp;
let shop: SiteContext;
let anna: ShopperContext;
beforeAll(async () => {
  test = await openTestApp();
  shop = await aChain(test.app, { slug: 'zielony' });
  anna = await aShopper(shop);
});
afterAll(() => test.close());

async function anInvoice(ctx = anna): Promise<string> {
  return (await issue(ctx, allOf(await anOpenReceipt(ctx, aReceipt())))).id;
}

async function deliveriesOf(id: string): Promise<number> {
  const [row] = await test.sql<{ n: number }[]>`select count(*)::int as n from deliveries where invoice_id = ${id}`;
  return row?.n ?? 0;
}

/** How many of several requests are accepted; the others are refused with rate.limited. */
async function takenOf(times: number, ctx: ReaderContext, ids: string[]): Promise<number> {
  let taken = 0;
  for (let n = 0; n < times; n += 1) {
    const asked = sendInvoiceAgain({ ctx, input: { id: ids[n % ids.length] ?? '' } });
    const refused = await asked.then(
      () => undefined,
      () => refusalOf(asked),
    );
    if (!refused) taken += 1;
    else expect([refused.code, typeof refused.params.retryAfterSeconds]).toEqual(['rate.limited', 'number']);
  }
  return taken;
}

it('one invoice is sent again ten times a day by its shopper and as often by staff, and no delivery is inserted for refusals', async () => {
  const id = await anInvoice();
  expect(await takenOf(20, anna, [id])).toBe(10);
  expect(await deliveriesOf(id)).toBe(2 + 10);
  expect(await takenOf(15, await aMember(shop, { role: 'staff' }), [id])).toBe(10);
  expect(await deliveriesOf(id)).toBe(2 + 20);
});

it('one shopper has twenty a day over all her invoices, and another shopper has her own twenty', async () => {
  const berta = await aShopper(anna, 'berta@shopper.example');
  const ids = await Promise.all(Array.from({ length: 8 }, () => anInvoice(berta)));
  expect(await takenOf(40, berta, ids)).toBe(20);
  const celina = await aShopper(anna, 'celina@shopper.example');
  expect(await takenOf(1, celina, [await anInvoice(celina)])).toBe(1);
});

it('one address gets twenty a day from all chains together', async () => {
  const email = 'dorota@shopper.example';
  const [here, there] = [await aShopper(anna, email), await aShopper(await aChain(test.app, { slug: 'inna' }), email)];
  const ids = await Promise.all(Array.from({ length: 4 }, () => anInvoice(here)));
  expect(await takenOf(12, here, ids)).toBe(12);
  const theirs = await Promise.all(Array.from({ length: 4 }, () => anInvoice(there)));
  expect(await takenOf(16, there, theirs)).toBe(8);
});

it('a missing invoice is not found, and spends nothing', async () => {
  const ewa = await aShopper(anna, 'ewa@shopper.example');
  const foreign = await anInvoice();
  for (let n = 0; n < 30; n += 1) {
    expect((await refusalOf(sendInvoiceAgain({ ctx: ewa, input: { id: foreign } }))).code).toBe('invoice.not_found');
  }
  expect(await takenOf(1, ewa, [await anInvoice(ewa)])).toBe(1);
});
