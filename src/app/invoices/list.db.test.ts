import { afterAll, beforeAll, expect, it } from 'vitest';
import type { InvoiceOut, IssueIn } from '../../contract/invoices.ts';
import { formatDay } from '../../domain/format.ts';
import { allOf } from '../../domain/testing/builders.ts';
import { aChain, aMember, anOpenReceipt, aShopper, openTestApp, type TestApp } from '../../testing/builders/app.ts';
import { company, issue, person } from '../../testing/builders/issuing.ts';
import { aReceipt, daysAgo } from '../../testing/builders/receipts.ts';
import type { OfficeContext, SiteContext } from '../context.ts';
import { listOwnInvoices } from './list.ts';

let test: TestApp;
let admin: OfficeContext;
let clerk: OfficeContext;
let annas: InvoiceOut;
let firms: InvoiceOut;
const code = '7P9AXXCGC7BE6';
const legacy = 'par-0004821';
const sold = daysAgo(3);

beforeAll(async () => {
  test = await openTestApp();
  const site = await aChain(test.app, { slug: 'zielony', stores: ['S1', 'L03'] });
  annas = await bought(site, { store: 'S1', code, unitPrice: 3897 }, person);
  firms = await bought(site, { store: 'L03', code: legacy, unitPrice: 123_456 }, company);
  admin = await aMember(site, { role: 'admin' });
  clerk = await aMember(site, { role: 'staff', store: 'S1' });
});
afterAll(() => test.close());

type Bought = { store: string; code: string; unitPrice: number };

async function bought(site: SiteContext, { store, unitPrice, ...given }: Bought, buyer: IssueIn['buyer']) {
  const nip = buyer.kind === 'company' ? { buyerNip: buyer.nip } : { issuedAt: sold };
  const lines = [{ unitPrice }];
  const receipt = await anOpenReceipt(site, aReceipt({ ...given, ...nip, store: { code: store }, lines }));
  return issue(await aShopper(site), allOf(receipt), buyer);
}

async function found(q: string, ctx = admin): Promise<string[]> {
  return (await listOwnInvoices({ ctx, input: { q } })).items.map(({ number }) => number);
}

it.each([
  ['a part of its number', () => annas.number.slice(3)],
  ['a part of the buyer’s name', () => 'nowak'],
  ['the code as printed', () => '7P9A-XXCG-C7BE6'],
  ['the code as misread', () => '7p9axxcgc7be6 '],
  ['the link of its code', () => `https://zielony.example/r/${code}`],
  ['the amount with a comma', () => '38,97'],
  ['the amount with its currency', () => '38.97 zł'],
  ['the code of its store', () => 's1'],
  ['the name of its store', () => 'sklep s1'],
  ['the day of the sale', () => sold.slice(0, 10)],
  ['the day as people write it', () => sold.slice(0, 10).split('-').reverse().join('.')],
])('the search box finds an invoice by %s', async (_, typed) => {
  expect(await found(typed())).toEqual([annas.number]);
});

it.each([
  ['a legacy code', () => legacy],
  ['a legacy code in other case', () => legacy.toUpperCase()],
  ['the NIP with dashes', () => '856-734-62-15'],
  ['the NIP with its country', () => 'PL 8567346215'],
  ['an amount with a space', () => '1 234,56'],
])('the search box finds an invoice by %s', async (_, typed) => {
  expect(await found(typed())).toEqual([firms.number]);
});

it('a day also finds what was issued on it', async () => {
  expect(await found(annas.issueDate)).toEqual([firms.number, annas.number]);
});

it('a store’s own staff find nothing of another store', async () => {
  expect(await found(legacy, clerk)).toEqual([]);
  expect(await found(firms.number, clerk)).toEqual([]);
  expect(await found(annas.number, clerk)).toEqual([annas.number]);
});

it('a text that is no day, code or amount finds nothing', async () => {
  const link = 'https://zielony.example/r/%00';
  for (const typed of ['31.02.2026', 'par-000482', '38,9', link, formatDay('2001-01-01', 'pl')])
    expect(await found(typed), typed).toEqual([]);
});
