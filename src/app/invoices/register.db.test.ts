import { afterAll, beforeAll, expect, it } from 'vitest';
import { today } from '../../db/clock.ts';
import { invoiceById } from '../../db/invoices/invoices.ts';
import { countryOf } from '../../domain/countries/countryOf.ts';
import { allOf } from '../../domain/testing/builders.ts';
import { aChain, anOpenReceipt, aShopper, openTestApp, type TestApp } from '../../testing/builders/app.ts';
import { issue } from '../../testing/builders/issuing.ts';
import { aReceipt } from '../../testing/builders/receipts.ts';
import type { ShopperContext } from '../context.ts';
import { loadInvoice } from './get.ts';
import { registerInvoice } from './register.ts';

let test: TestApp;
let anna: ShopperContext;
beforeAll(async () => {
  test = await openTestApp();
  anna = await aShopper(await aChain(test.app, { slug: 'zielony', settings: { numberFormat: '{n}-{YYYY}' } }));
});
afterAll(() => test.close());

it('a correction has its own numbers, refers to its invoice, and gets a document and deliveries', async () => {
  const receipt = await anOpenReceipt(anna, aReceipt());
  const { id: correctsId } = await issue(anna, allOf(receipt));
  const shopper = { role: 'shopper', tenantId: anna.chain.id, shopperId: anna.shopper.id } as const;
  const { stored, shown } = await anna.app.db.withTenant(shopper, async (tx) => {
    const corrected = await invoiceById(tx, correctsId);
    if (!corrected) throw new Error('the invoice was issued');
    const { id: _, number: __, series: ___, issuedAt: ____, ...content } = corrected;
    const id = await registerInvoice(
      tx,
      {
        ...content,
        ...{
          kind: 'correction',
          correctsId,
          storeId: receipt.store.id,
          issueDate: await today(tx, countryOf(anna.chain.country).timeZone),
        },
        ...{ receiptCodes: new Map(), receiptLineNumbers: receipt.lineNumbers },
      },
      { numberFormat: 'KOR-{n}-{YYYY}', storeCode: receipt.store.code },
      [{ channel: 'mail', address: anna.shopper.email, destinationId: null }],
    );
    return { stored: await invoiceById(tx, id), shown: await loadInvoice(tx, id) };
  });
  expect(stored).toMatchObject({ kind: 'correction', correctsId });
  expect(shown).toMatchObject({
    kind: 'correction',
    number: expect.stringMatching(/^KOR-1-\d{4}$/),
    document: { state: 'queued' },
    deliveries: [{ kind: 'shopper_mail', to: anna.shopper.email, state: 'queued' }],
  });
  const next = await issue(anna, allOf(await anOpenReceipt(anna, aReceipt())));
  expect(next.number).toMatch(/^2-/);
});
