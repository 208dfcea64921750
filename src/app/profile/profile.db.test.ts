import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSession } from '../../db/people/sessions.ts';
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
import { company, issue, person } from '../../testing/builders/issuing.ts';
import { aReceipt } from '../../testing/builders/receipts.ts';
import { aPasskey } from '../../testing/network/siteChain.ts';
import { setAccountant } from '../accountant/set.ts';
import type { ShopperContext, SiteContext } from '../context.ts';
import { getInvoice } from '../invoices/get.ts';
import { listOwnInvoices } from '../invoices/list.ts';
import { sendInvoiceAgain } from '../invoices/sendAgain.ts';
import { deleteBuyer } from '../sessions/deleteBuyer.ts';
import { requestMailCode } from '../sessions/requestMailCode.ts';
import { resumeShopper } from '../sessions/resume.ts';
import { me } from '../sessions/signIn.ts';
import { addBuyer, changeBuyer, mergeBuyers } from './buyers.ts';
import { endOtherSessions, endOwnSession } from './endSessions.ts';
import { eraseAccount } from './erase.ts';
import { getProfile } from './get.ts';
import { saveProfile } from './save.ts';
import { withdrawConsent } from './withdrawConsent.ts';

let test: OwnTestApp;
let shop: SiteContext;
beforeAll(async () => {
  test = await openTestApp();
  shop = await aChain(test.app, { slug: 'zielony' });
});
afterAll(() => test.close());

let people = 0;
const someone = () => aShopper(shop, `person-${++people}@shopper.example`);

function signedIn({ shopper }: ShopperContext, browser?: string): Promise<string> {
  const door = { role: 'door', tenantId: shop.chain.id } as const;
  return test.app.db.withTenant(door, (tx) => openSession(tx, { shopperId: shopper.id, days: 1, browser }));
}

const isIn = async (sessionId: string) => (await resumeShopper(test.app, shop.chain.id, sessionId)) !== undefined;
const invoiced = async (ctx: ShopperContext) => issue(ctx, allOf(await anOpenReceipt(ctx, aReceipt())));

describe('sessions', () => {
  it('show the words for a browser, and which one is this', async () => {
    const anna = await someone();
    const here = await signedIn(anna, 'Firefox, Android');
    const there = await signedIn(anna);
    const { sessions } = await getProfile({ ctx: anna, input: { sessionId: here } });
    expect(sessions).toMatchObject([
      { id: there, isThisOne: false },
      { id: here, browser: 'Firefox, Android', isThisOne: true },
    ]);
  });

  it('of somebody else cannot be ended, and stay', async () => {
    const [anna, ewa] = [await someone(), await someone()];
    const hers = await signedIn(ewa);
    expect((await refusalOf(endOwnSession({ ctx: anna, input: { id: hers } }))).code).toBe('not_found');
    await endOtherSessions({ ctx: anna, input: { sessionId: await signedIn(anna) } });
    expect(await isIn(hers)).toBe(true);
  });

  it('end one by one, or all but this one', async () => {
    const anna = await someone();
    const [here, second, third] = [await signedIn(anna), await signedIn(anna), await signedIn(anna)];
    await endOwnSession({ ctx: anna, input: { id: second } });
    expect([await isIn(here), await isIn(second), await isIn(third)]).toEqual([true, false, true]);
    await endOtherSessions({ ctx: anna, input: { sessionId: here } });
    expect([await isIn(here), await isIn(third)]).toEqual([true, false]);
  });

  it('are noted as seen at most every ten minutes', async () => {
    const id = await signedIn(await someone());
    const seen = async () => (await test.sql`select seen_at from sessions where id = ${id}`)[0]?.seen_at as Date;
    const first = await seen();
    await isIn(id);
    expect(await seen()).toEqual(first);
    await test.sql`update sessions set seen_at = now() - interval '11 minutes' where id = ${id}`;
    await isIn(id);
    expect(+(await seen())).toBeGreaterThanOrEqual(+first);
  });
});

it('the chosen language is the language of invoices from then on, whatever the page speaks', async () => {
  const anna = await someone();
  const sessionId = await signedIn(anna);
  await saveProfile({ ctx: anna, input: { name: ' Anna Nowak ', language: 'en' } });
  expect(await getProfile({ ctx: anna, input: { sessionId } })).toMatchObject({ name: 'Anna Nowak', language: 'en' });
  expect((await me({ ctx: anna })).name).toBe('Anna Nowak');
  const shopper = await resumeShopper(test.app, shop.chain.id, sessionId);
  if (!shopper) throw new Error('not signed in');
  const { id } = await invoiced({ ...shop, language: 'pl', shopper });
  expect((await test.sql`select language from invoices where id = ${id}`)[0]?.language).toBe('en');
});

describe('saved buyers', () => {
  const names = async (ctx: ShopperContext) => (await me({ ctx })).buyers.map((buyer) => buyer.name);

  it('of somebody else can be neither changed nor merged', async () => {
    const [anna, ewa] = [await someone(), await someone()];
    const { id } = await addBuyer({ ctx: ewa, input: person });
    expect((await refusalOf(changeBuyer({ ctx: anna, input: { id, buyer: person } }))).code).toBe('not_found');
    expect((await refusalOf(mergeBuyers({ ctx: anna, input: { id } }))).code).toBe('not_found');
    expect(await names(ewa)).toEqual([person.name]);
  });

  it('a wrong tax id is refused with its field', async () => {
    const wrong = addBuyer({ ctx: await someone(), input: { ...company, nip: '8567346216' } });
    expect(await refusalOf(wrong)).toMatchObject({ code: 'buyer.nip_invalid', fields: [{ pointer: '/nip' }] });
  });

  it('a changed buyer becomes one with the buyer of the same name', async () => {
    const anna = await someone();
    const { id } = await addBuyer({ ctx: anna, input: { ...person, name: 'Ana Nowak' } });
    await addBuyer({ ctx: anna, input: person });
    const buyer = { ...person, address: 'ul. Długa 1' };
    expect(await changeBuyer({ ctx: anna, input: { id, buyer } })).toEqual({ id, ...buyer });
    expect(await names(anna)).toEqual([person.name]);
  });

  it('a person does not become a company', async () => {
    const anna = await someone();
    const { id } = await addBuyer({ ctx: anna, input: person });
    expect((await refusalOf(changeBuyer({ ctx: anna, input: { id, buyer: company } }))).code).toBe('not_found');
  });

  it('the same buyers become the one that is kept, which takes the address of another if it has none', async () => {
    const anna = await someone();
    await addBuyer({ ctx: anna, input: { ...person, name: 'ANNA  NOWAK', address: 'ul. Długa 1' } });
    const { id } = await addBuyer({ ctx: anna, input: person });
    await addBuyer({ ctx: anna, input: { ...person, name: 'Hanna Nowak' } });
    const merged = await mergeBuyers({ ctx: anna, input: { id } });
    expect(merged.map(({ name, address }) => [name, address])).toEqual([
      ['Hanna Nowak', undefined],
      ['Anna Nowak', 'ul. Długa 1'],
    ]);
  });

  it('a forgotten buyer can be saved again', async () => {
    const anna = await someone();
    const { id, ...buyer } = await addBuyer({ ctx: anna, input: company });
    await deleteBuyer({ ctx: anna, input: { id } });
    expect(await names(anna)).toEqual([]);
    expect(await addBuyer({ ctx: anna, input: { ...company, ...buyer, kind: 'company' } })).toMatchObject(buyer);
  });
});

describe('consent to electronic invoices', () => {
  const consentsOf = async (ctx: ShopperContext) =>
    (await getProfile({ ctx, input: { sessionId: await signedIn(ctx) } })).consents;

  it('is not there before the first invoice, and withdrawing nothing changes nothing', async () => {
    const anna = await someone();
    await withdrawConsent({ ctx: anna });
    expect(await consentsOf(anna)).toEqual([]);
  });

  it('is withdrawn with its time, by nobody else, and the next invoice is a new one', async () => {
    const [anna, ewa] = [await someone(), await someone()];
    await invoiced(anna);
    await withdrawConsent({ ctx: ewa });
    const [given] = await consentsOf(anna);
    expect(given).not.toHaveProperty('withdrawnAt');
    await withdrawConsent({ ctx: anna });
    const [ended] = await consentsOf(anna);
    expect(ended).toMatchObject({ ...given, withdrawnAt: expect.any(String) });
    await withdrawConsent({ ctx: anna });
    expect(await consentsOf(anna)).toEqual([ended]);
    await invoiced(anna);
    const [again, ...earlier] = await consentsOf(anna);
    expect(again).not.toHaveProperty('withdrawnAt');
    expect(earlier).toEqual([ended]);
  });
});

describe('erasing the account', () => {
  it('is refused in a session older than ten minutes, and changes nothing', async () => {
    const anna = await someone();
    const sessionId = await signedIn(anna);
    await test.sql`update sessions set created_at = now() - interval '11 minutes' where id = ${sessionId}`;
    expect((await refusalOf(eraseAccount({ ctx: anna, input: { sessionId } }))).code).toBe('session.not_fresh');
    expect(await isIn(sessionId)).toBe(true);
  });

  it('is refused in a session of somebody else', async () => {
    const sessionId = await signedIn(await someone());
    const refused = eraseAccount({ ctx: await someone(), input: { sessionId } });
    expect((await refusalOf(refused)).code).toBe('session.not_fresh');
  });

  it('says until when the law keeps the invoices', async () => {
    const anna = await someone();
    const sessionId = await signedIn(anna);
    const before = await getProfile({ ctx: anna, input: { sessionId } });
    expect(before.invoices).toEqual({ count: 0 });
    const { id } = await invoiced(anna);
    await test.sql`alter table invoices disable trigger an_invoice_is_a_fact`;
    await test.sql`update invoices set sale_date = '2026-11-24', issue_date = '2026-11-24' where id = ${id}`;
    await test.sql`alter table invoices enable trigger an_invoice_is_a_fact`;
    const { invoices } = await getProfile({ ctx: anna, input: { sessionId } });
    expect(invoices).toEqual({ count: 1, keptUntil: '2031-12-31' });
  });

  it('takes sessions, codes, buyers, addresses and the name; the invoices stay for the chain', async () => {
    const anna = await someone();
    const { email, id: shopperId } = anna.shopper;
    const invoice = await invoiced(anna);
    const [here, there] = [await signedIn(anna), await signedIn(anna)];
    await aPasskey(anna);
    await saveProfile({ ctx: anna, input: { name: 'Anna Nowak', language: 'en' } });
    await setAccountant({ ctx: anna, input: { address: 'books@accountant.example', mode: 'each' } });
    await requestMailCode({ ctx: shop, input: { email } });
    await eraseAccount({ ctx: anna, input: { sessionId: here } });
    expect([await isIn(here), await isIn(there)]).toEqual([false, false]);
    for (const table of ['buyers', 'sessions', 'passkeys', 'accountants'])
      expect(await test.sql`select from ${test.sql(table)} where shopper_id = ${shopperId}`, table).toHaveLength(0);
    expect(await test.sql`select from mail_codes where email = ${email}`).toHaveLength(0);
    expect(await test.sql`select from deliveries where address in (${email}, 'books@accountant.example')`).toHaveLength(
      0,
    );
    const [row] = await test.sql`select email, name, language from shoppers where id = ${shopperId}`;
    expect(row).toEqual({ email: null, name: null, language: null });
    const admin = await aMember(shop, { role: 'admin', email: `admin-${people}@zielony.example` });
    expect(await getInvoice({ ctx: admin, input: { id: invoice.id } })).toMatchObject({ number: invoice.number });
    const again = sendInvoiceAgain({ ctx: admin, input: { id: invoice.id } });
    expect((await refusalOf(again)).code).toBe('shopper.erased');
  });

  it('a new account with the same address starts empty', async () => {
    const anna = await someone();
    await invoiced(anna);
    await eraseAccount({ ctx: anna, input: { sessionId: await signedIn(anna) } });
    const back = await aShopper(shop, anna.shopper.email);
    expect(back.shopper.id).not.toBe(anna.shopper.id);
    expect((await listOwnInvoices({ ctx: back, input: {} })).items).toEqual([]);
    expect((await me({ ctx: back })).buyers).toEqual([]);
  });

  it('an invoice that was asked for before is not issued any more', async () => {
    const anna = await someone();
    const lines = allOf(await anOpenReceipt(anna, aReceipt()));
    await eraseAccount({ ctx: anna, input: { sessionId: await signedIn(anna) } });
    expect((await refusalOf(issue(anna, lines))).code).toBe('session.required');
  });

  it('of one chain leaves the account at another chain', async () => {
    const anna = await someone();
    const other = await aShopper(await aChain(test.app, { slug: 'megadom' }), anna.shopper.email);
    await invoiced(other);
    await eraseAccount({ ctx: anna, input: { sessionId: await signedIn(anna) } });
    expect((await listOwnInvoices({ ctx: other, input: {} })).items).toHaveLength(1);
  });
});

it('a shopper finds her invoice by a product on it, staff do not search all lines of the chain', async () => {
  const anna = await someone();
  const { id, lines } = await invoiced(anna);
  const q = lines[0]?.name.slice(1).toUpperCase() ?? '';
  const found = async (ctx: Parameters<typeof listOwnInvoices>[0]['ctx']) =>
    (await listOwnInvoices({ ctx, input: { q } })).items.map((row) => row.id);
  expect(await found(anna)).toEqual([id]);
  expect(await found(await someone())).toEqual([]);
  expect(await found(await aMember(shop, { role: 'admin', email: 'search@zielony.example' }))).toEqual([]);
});
