import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chainDay } from '../../domain/day.ts';
import { allOf } from '../../domain/testing/builders.ts';
import {
  aChain,
  anOpenReceipt,
  aShopper,
  type OwnTestApp,
  openTestApp,
  refusalOf,
} from '../../testing/builders/app.ts';
import { company, issue } from '../../testing/builders/issuing.ts';
import { aReceipt } from '../../testing/builders/receipts.ts';
import { finishDocument } from '../../testing/network/siteChain.ts';
import { readZip } from '../../testing/readZip.ts';
import type { ShopperContext, SiteContext } from '../context.ts';
import { exportData } from '../profile/export.ts';
import { downloadMonth } from './download.ts';

let test: OwnTestApp;
let shop: SiteContext;
let anna: ShopperContext;
beforeAll(async () => {
  test = await openTestApp();
  shop = await aChain(test.app, { slug: 'zielony' });
  anna = await aShopper(shop);
});
afterAll(() => test.close());

const thisMonth = chainDay(new Date(), 'Europe/Warsaw').slice(0, 7);

/** An issued invoice with its document. */
async function invoiced(ctx: ShopperContext, buyer?: Parameters<typeof issue>[2]) {
  const nip = buyer?.kind === 'company' ? { buyerNip: buyer.nip, lines: 40 } : {};
  const invoice = await issue(ctx, allOf(await anOpenReceipt(ctx, aReceipt(nip))), buyer);
  return { ...invoice, bytes: await finishDocument(test.app, ctx.chain.id, invoice.id) };
}

async function monthOf(ctx: ShopperContext, month = thisMonth) {
  const { filename, bytes } = await downloadMonth({ ctx, input: { month } });
  return { filename, files: readZip(await buffer(bytes)) };
}

describe('the archive of a month', () => {
  it('of a month without invoices is refused, and so is a month of somebody else', async () => {
    const ola = await aShopper(shop, 'ola@shopper.example');
    const other = await aChain(test.app, { slug: 'megadom' });
    await invoiced(await aShopper(shop, 'ewa@shopper.example'));
    expect((await refusalOf(monthOf(ola))).code).toBe('invoice.not_found');
    expect((await refusalOf(monthOf({ ...ola, chain: other.chain }))).code).toBe('invoice.not_found');
    expect((await refusalOf(monthOf(anna, '2020-01'))).code).toBe('invoice.not_found');
  });

  it('holds each PDF byte for byte, and a list in which nothing is a formula', async () => {
    const first = await invoiced(anna);
    const second = await invoiced(anna, { ...company, name: '=HYPERLINK("http://x")' });
    const { filename, files } = await monthOf(anna);
    expect(filename).toBe(`zielony-${thisMonth}.zip`);
    const [one = '', two = '', list = ''] = files.keys();
    expect([...files.keys()].length).toBe(3);
    expect(files.get(one)?.equals(first.bytes)).toBe(true);
    expect(files.get(two)?.equals(second.bytes)).toBe(true);
    const rows = files.get(list)?.toString().split('\r\n') ?? [];
    expect(rows[0]).toMatch(/^\ufeffNumer;Rodzaj;.*;Netto 23%;VAT 23%;.*;Numer KSeF;Plik$/);
    expect(rows[1]).toMatch(new RegExp(`^${first.number};faktura;.*;${one}$`));
    expect(rows[2]).toContain(`"'=HYPERLINK(""http://x"")";${company.nip}`);
    const total = (second.totals.gross / 100).toFixed(2).replace('.', ',');
    expect(rows[2]).toContain(`;${total};${total};;`);
  });

  it('lists an invoice whose document is not made yet, without a file', async () => {
    const iga = await aShopper(shop, 'iga@shopper.example');
    await invoiced(iga);
    const queued = await issue(iga, allOf(await anOpenReceipt(iga, aReceipt())));
    const { files } = await monthOf(iga);
    expect(files.size).toBe(2);
    expect(files.get('lista.csv')?.toString()).toMatch(new RegExp(`${queued.number};.*;\r\n$`));
  });

  it('takes the next document from the store only when the last one was read', async () => {
    const ula = await aShopper(shop, 'ula@shopper.example');
    for (let n = 0; n < 6; n += 1) await invoiced(ula);
    let read = 0;
    const documents = {
      ...test.app.documents,
      get: async () => {
        read += 1;
        return Buffer.alloc(1_000_000);
      },
    };
    const ctx = { ...ula, app: { ...test.app, documents } };
    const { bytes } = await downloadMonth({ ctx, input: { month: thisMonth } });
    const reader = bytes[Symbol.asyncIterator]();
    await reader.next();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(read).toBeLessThan(4);
    bytes.destroy();
  });
});

it('an export holds what is known of the shopper and of nobody else', async () => {
  const zoe = await aShopper(shop, 'zoe@shopper.example');
  const { id, number } = await invoiced(zoe);
  const { bytes } = await exportData({ ctx: zoe, input: { sessionId: crypto.randomUUID() } });
  const files = readZip(await buffer(bytes));
  const names = [...files.keys()];
  expect(names).toEqual([
    'data.json',
    `invoices/${id}.json`,
    expect.stringMatching(/^invoices\/.*\.pdf$/),
    'invoices/lista.csv',
  ]);
  const data = JSON.parse(files.get('data.json')?.toString() ?? '');
  expect(data).toMatchObject({
    email: 'zoe@shopper.example',
    buyers: [{ name: 'Anna Nowak' }],
    invoices: { count: 1 },
  });
  expect(JSON.parse(files.get(`invoices/${id}.json`)?.toString() ?? '')).toMatchObject({ number });
});
