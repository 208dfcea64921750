import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AccountantMode } from '../../domain/invoices/accountant.ts';
import { allOf } from '../../domain/testing/builders.ts';
import { cleanHtml } from '../../render/html/clean.ts';
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
import { finishDocument } from '../../testing/network/siteChain.ts';
import { readZip } from '../../testing/readZip.ts';
import type { ShopperContext, SiteContext } from '../context.ts';
import { getInvoice } from '../invoices/get.ts';
import { jobs } from '../outbox/jobs.ts';
import { getProfile } from '../profile/get.ts';
import type { WorkerApp } from '../workerContext.ts';
import { confirm, readAccountant, stop } from './answer.ts';
import { sendMonths } from './sendMonths.ts';
import { removeAccountant, setAccountant } from './set.ts';

let test: OwnTestApp;
let shop: SiteContext;
let worker: WorkerApp;
beforeAll(async () => {
  test = await openTestApp();
  shop = await aChain(test.app, { slug: 'zielony' });
  const never = () => Promise.reject(new Error('not part of this test'));
  const renderTemplate = async () => cleanHtml('<p>Faktura</p>', 'email');
  worker = { ...test.app, renderTemplate, print: never, readBack: never };
});
afterAll(() => test.close());
beforeEach(async () => {
  test.mails.length = 0;
  await test.sql`delete from budgets`;
});

let people = 0;
const someone = () => aShopper(shop, `person-${++people}@shopper.example`);
const address = 'books@accountant.example';
const tokenIn = (text: string) => /\/accountant\/(\S+)/.exec(text)?.[1] ?? '';

/** Names an accountant; gives the token of the mail. */
async function asked(ctx: ShopperContext, mode: AccountantMode = 'each'): Promise<string> {
  await setAccountant({ ctx, input: { address, mode } });
  return tokenIn(test.mails.at(-1)?.text ?? '');
}

async function confirmed(ctx: ShopperContext, mode: AccountantMode = 'each'): Promise<string> {
  const token = await asked(ctx, mode);
  await confirm({ ctx: shop, input: { token } });
  return token;
}

const profile = async (ctx: ShopperContext) =>
  (await getProfile({ ctx, input: { sessionId: crypto.randomUUID() } })).accountant;
const invoiced = async (ctx: ShopperContext) => issue(ctx, allOf(await anOpenReceipt(ctx, aReceipt())));

/** Makes the document and does the deliveries of an invoice, as the worker does. */
async function deliver(ctx: ShopperContext, invoiceId: string): Promise<void> {
  await finishDocument(test.app, ctx.chain.id, invoiceId);
  const due = await test.sql<{ id: string }[]>`select id from deliveries where invoice_id = ${invoiceId}`;
  for (const { id } of due)
    await jobs.deliver({ app: worker, input: { tenantId: ctx.chain.id, subjectId: id } }).catch(() => undefined);
}

describe('an address', () => {
  it('is asked by a mail that says who sends, and gets nothing before it has answered', async () => {
    const anna = await someone();
    const token = await asked(anna);
    expect(test.mails).toMatchObject([{ to: address, text: expect.stringContaining(anna.shopper.email) }]);
    expect(await readAccountant({ ctx: shop, input: { token } })).toEqual({
      ...{ from: anna.shopper.email, address, mode: 'each', state: 'asked' },
    });
    expect((await invoiced(anna)).deliveries.map(({ kind }) => kind)).toEqual(['shopper_mail', 'chain_mail']);
  });

  it.each(['', 'x', `${crypto.randomUUID()}.${'A'.repeat(22)}`])('is not confirmed by the token %j', async (token) => {
    for (const act of [readAccountant, confirm, stop])
      expect((await refusalOf(act({ ctx: shop, input: { token } }))).code).toBe('accountant.not_found');
  });

  it('is not confirmed by a token on another chain, nor by one with a changed sign', async () => {
    const token = await asked(await someone());
    const other = await aChain(test.app, { slug: 'megadom' });
    const changed = token.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A'));
    expect((await refusalOf(confirm({ ctx: other, input: { token } }))).code).toBe('accountant.not_found');
    expect((await refusalOf(confirm({ ctx: shop, input: { token: changed } }))).code).toBe('accountant.not_found');
  });

  it('gets few questions, whoever asks', async () => {
    for (let n = 0; n < 3; n += 1) await asked(await someone());
    expect((await refusalOf(asked(await someone()))).code).toBe('rate.limited');
    expect(test.mails).toHaveLength(3);
  });

  it('that is replaced no longer opens anything', async () => {
    const anna = await someone();
    const token = await asked(anna);
    await setAccountant({ ctx: anna, input: { address: 'other@accountant.example', mode: 'each' } });
    expect((await refusalOf(confirm({ ctx: shop, input: { token } }))).code).toBe('accountant.not_found');
  });

  it('is not asked again when only the frequency changes', async () => {
    const anna = await someone();
    await confirmed(anna);
    await setAccountant({ ctx: anna, input: { address, mode: 'month' } });
    expect(test.mails).toHaveLength(1);
    expect(await profile(anna)).toMatchObject({ address, mode: 'month', state: 'confirmed' });
  });
});

describe('each document', () => {
  it('goes to the accountant, with a way to stop that a mail program knows; staff do not see where', async () => {
    const anna = await someone();
    const token = await confirmed(anna);
    test.mails.length = 0;
    const { id } = await invoiced(anna);
    await deliver(anna, id);
    const mail = test.mails.find(({ to }) => to === address);
    expect(mail).toMatchObject({ unsubscribeUrl: `http://zielony.localhost:3000/accountant/${token}` });
    expect(mail?.text).toContain(anna.shopper.email);
    expect(mail?.html).not.toContain('/invoices/');
    const { deliveries } = await getInvoice({ ctx: anna, input: { id } });
    expect(deliveries.map(({ kind, state }) => [kind, state])).toContainEqual(['accountant_mail', 'sent']);
    const admin = await aMember(shop, { role: 'admin', email: `admin-${people}@zielony.example` });
    const seen = await getInvoice({ ctx: admin, input: { id } });
    expect(seen.deliveries.map(({ kind }) => kind)).toEqual(['shopper_mail', 'chain_mail']);
  });

  it('is not sent when the reader stopped the mails between the invoice and its delivery', async () => {
    const anna = await someone();
    const token = await confirmed(anna);
    const { id } = await invoiced(anna);
    expect(await stop({ ctx: shop, input: { token } })).toMatchObject({ state: 'stopped' });
    test.mails.length = 0;
    await deliver(anna, id);
    expect(test.mails.map(({ to }) => to)).not.toContain(address);
    const { deliveries } = await getInvoice({ ctx: anna, input: { id } });
    expect(deliveries.map(({ kind, state }) => [kind, state])).toContainEqual(['accountant_mail', 'failed']);
    expect((await invoiced(anna)).deliveries.map(({ kind }) => kind)).not.toContain('accountant_mail');
  });

  it('goes nowhere else once the shopper has removed the address', async () => {
    const anna = await someone();
    const token = await confirmed(anna);
    await removeAccountant({ ctx: anna });
    expect(await profile(anna)).toBeUndefined();
    expect((await invoiced(anna)).deliveries.map(({ kind }) => kind)).not.toContain('accountant_mail');
    expect((await refusalOf(stop({ ctx: shop, input: { token } }))).code).toBe('accountant.not_found');
  });
});

it('a reader who stopped the mails cannot be made to agree by the old mail', async () => {
  const token = await confirmed(await someone());
  await stop({ ctx: shop, input: { token } });
  expect((await refusalOf(confirm({ ctx: shop, input: { token } }))).code).toBe('accountant.stopped');
});

describe('a month', () => {
  /** Makes the invoice one of last month, and its accountant one who agreed then. */
  async function lastMonth(invoiceId: string, ctx: ShopperContext): Promise<void> {
    await test.sql`alter table invoices disable trigger an_invoice_is_a_fact`;
    await test.sql`update invoices set issue_date = (date_trunc('month', now()) - interval '3 days')::date,
      sale_date = (date_trunc('month', now()) - interval '3 days')::date where id = ${invoiceId}`;
    await test.sql`alter table invoices enable trigger an_invoice_is_a_fact`;
    await test.sql`update accountants set confirmed_at = date_trunc('month', now()) - interval '5 days'
      where shopper_id = ${ctx.shopper.id}`;
  }

  const dueMonths = async (ctx: ShopperContext) =>
    (
      await test.sql<{ id: string }[]>`select m.id from accountant_months m join accountants a on a.id = m.accountant_id
        where a.shopper_id = ${ctx.shopper.id}`
    ).map(({ id }) => id);
  const run = (id: string) => jobs.month({ app: worker, input: { tenantId: shop.chain.id, subjectId: id } });

  it('is sent once, as a ZIP file with a list, and shown in the profile', async () => {
    const anna = await someone();
    const token = await confirmed(anna, 'month');
    const { id } = await invoiced(anna);
    await deliver(anna, id);
    await lastMonth(id, anna);
    await sendMonths({ app: test.app });
    await sendMonths({ app: test.app });
    const [due = '', ...others] = await dueMonths(anna);
    expect(others).toEqual([]);
    test.mails.length = 0;
    await run(due);
    await run(due);
    expect(test.mails).toMatchObject([{ to: address, unsubscribeUrl: expect.stringContaining(token) }]);
    const files = readZip(Buffer.from(test.mails[0]?.attachments[0]?.content ?? []));
    expect([...files.keys()]).toEqual([expect.stringMatching(/\.pdf$/), 'lista.csv']);
    expect((await profile(anna))?.months).toMatchObject([{ state: 'sent', sentAt: expect.any(String) }]);
  });

  it('before the address agreed is not sent, nor one without invoices, nor to who gets each document', async () => {
    const [late, empty, each] = [await someone(), await someone(), await someone()];
    await confirmed(late, 'month');
    await test.sql`delete from budgets`;
    await confirmed(empty, 'month');
    await test.sql`delete from budgets`;
    await confirmed(each, 'each');
    const [lates, eachs] = [await invoiced(late), await invoiced(each)];
    await lastMonth(eachs.id, each);
    await lastMonth(lates.id, late);
    await test.sql`update accountants set confirmed_at = now() where shopper_id = ${late.shopper.id}`;
    await test.sql`update accountants set confirmed_at = '2020-01-01' where shopper_id = ${empty.shopper.id}`;
    await sendMonths({ app: test.app });
    for (const ctx of [late, empty, each]) expect(await dueMonths(ctx)).toEqual([]);
  });

  it('waits for a document that is being made', async () => {
    const anna = await someone();
    await confirmed(anna, 'month');
    const { id } = await invoiced(anna);
    await lastMonth(id, anna);
    await sendMonths({ app: test.app });
    const [due = ''] = await dueMonths(anna);
    test.mails.length = 0;
    await run(due);
    expect(test.mails).toEqual([]);
    await finishDocument(test.app, shop.chain.id, id);
    await run(due);
    expect(test.mails).toHaveLength(1);
  });

  it('is not sent when the reader stopped the mails meanwhile', async () => {
    const anna = await someone();
    const token = await confirmed(anna, 'month');
    const { id } = await invoiced(anna);
    await finishDocument(test.app, shop.chain.id, id);
    await lastMonth(id, anna);
    await sendMonths({ app: test.app });
    await stop({ ctx: shop, input: { token } });
    test.mails.length = 0;
    await run((await dueMonths(anna))[0] ?? '');
    expect(test.mails).toEqual([]);
    expect((await profile(anna))?.months).toMatchObject([{ state: 'failed' }]);
  });
});
