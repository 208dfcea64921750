import { afterAll, beforeAll, expect, it } from 'vitest';
import { allOf } from '../../domain/testing/builders.ts';
import { aChain, aMember, anOpenReceipt, aShopper, type OwnTestApp, openTestApp } from '../../testing/builders/app.ts';
import { issue } from '../../testing/builders/issuing.ts';
import { aReceipt } from '../../testing/builders/receipts.ts';
import type { ShopperContext, SiteContext } from '../context.ts';
import { getInvoice } from '../invoices/get.ts';
import { sendInvoiceAgain } from '../invoices/sendAgain.ts';

let test: OwnTestApp;
let shop: SiteContext;
let anna: ShopperContext;
beforeAll(async () => {
  test = await openTestApp();
  shop = await aChain(test.app, { slug: 'zielony' });
  anna = await aShopper(shop);
});
afterAll(() => test.close());

const addDestination = (address: string, enabled: boolean) =>
  test.sql`insert into destinations (tenant_id, channel, address, enabled)
    values (${anna.chain.id}, 'mail', ${address}, ${enabled})`;

it('an invoice goes to the shopper and to every destination in use, oldest first, and not to disabled ones', async () => {
  await addDestination('disabled@zielony.example', false);
  await addDestination('archive@zielony.example', true);
  const { deliveries } = await issue(anna, allOf(await anOpenReceipt(anna, aReceipt())));
  expect(deliveries.map(({ kind, to }) => [kind, to])).toEqual([
    ['shopper_mail', 'anna@shopper.example'],
    ['chain_mail', 'ksiegowosc@zielony.example'],
    ['chain_mail', 'archive@zielony.example'],
  ]);
});

it('an invoice keeps the address it was sent to when the destination changes; sending again uses the new one', async () => {
  const { id } = await issue(anna, allOf(await anOpenReceipt(anna, aReceipt())));
  await test.sql`update destinations set address = 'new@zielony.example' where address like 'ksiegowosc@%'`;
  const ctx = await aMember(shop, { role: 'admin' });
  expect(await sendInvoiceAgain({ ctx, input: { id, kind: 'chain_mail' } })).toMatchObject({
    to: 'new@zielony.example',
  });
  const { deliveries } = await getInvoice({ ctx, input: { id } });
  expect(deliveries.filter(({ to }) => /ksiegowosc|new/.test(to)).map(({ to }) => to)).toEqual([
    'ksiegowosc@zielony.example',
    'new@zielony.example',
  ]);
});
