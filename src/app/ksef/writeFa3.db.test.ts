import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { documentOf } from '../../db/invoices/documents.ts';
import { invoiceById } from '../../db/invoices/invoices.ts';
import { splitPaymentNote } from '../../domain/countries/pl/annotations.ts';
import type { CorrectionChange } from '../../domain/invoices/correctionChange.ts';
import { allOf } from '../../domain/testing/builders.ts';
import { fa3Xml } from '../../ksef/fa3/fa3Xml.ts';
import { validateFa3 } from '../../ksef/schema/validate.ts';
import { partsOf, readXml, textsOf } from '../../ksef/testing/readXml.ts';
import {
  aChain,
  aMember,
  anOpenReceipt,
  aShopper,
  type OwnTestApp,
  openTestApp,
  refusalOf,
} from '../../testing/builders/app.ts';
import { company, issue, left, person } from '../../testing/builders/issuing.ts';
import { aReceipt } from '../../testing/builders/receipts.ts';
import type { OfficeContext, ShopperContext, SiteContext } from '../context.ts';
import { confirmCorrection } from '../corrections/decide.ts';
import { proposeCorrection } from '../corrections/propose.ts';
import { downloadXml } from '../invoices/download.ts';
import { getInvoice } from '../invoices/get.ts';
import { sendInvoiceAgain } from '../invoices/sendAgain.ts';
import { jobs } from '../outbox/jobs.ts';
import type { WorkerApp } from '../workerContext.ts';

let test: OwnTestApp;
let shop: SiteContext;
let anna: ShopperContext;
let app: WorkerApp;
beforeAll(async () => {
  test = await openTestApp();
  shop = await aChain(test.app, { slug: 'megadom' });
  anna = await aShopper(shop);
  const never = () => Promise.reject(new Error('an FA(3) file is not printed'));
  app = { ...test.app, renderTemplate: never, print: never, readBack: never };
});
afterAll(() => test.close());
beforeEach(() => {
  test.enqueued.length = 0;
});

const forCompany = (over: Parameters<typeof aReceipt>[0] = {}) =>
  aReceipt({ buyerNip: company.nip, lines: [{ unitPrice: 50_000 }, { unitPrice: 1_299 }], ...over });
const issued = async (ctx = anna) => issue(ctx, allOf(await anOpenReceipt(ctx, forCompany())), company);
const write = (subjectId: string, worker = app) =>
  jobs.fa3({ app: worker, input: { tenantId: shop.chain.id, subjectId } });
const tasksOf = async (id: string) =>
  (await test.sql<{ task: string }[]>`select task from outbox where subject_id = ${id} order by task`).map(
    (row) => row.task,
  );
const documentState = (id: string) =>
  test.app.db.withTenant({ role: 'worker', tenantId: shop.chain.id }, (tx) => documentOf(tx, id, 'fa3'));

describe('an invoice for a company', () => {
  it('has its file to make, in the transaction that issues it, and the queue gets the task', async () => {
    const { id, xml } = await issued();
    expect(xml).toEqual({ state: 'queued' });
    expect(await tasksOf(id)).toEqual(['fa3', 'render']);
    expect(test.enqueued).toContainEqual({ task: 'fa3', tenantId: shop.chain.id, subjectId: id });
    expect(await downloadXml({ ctx: anna, input: { id } })).toEqual({ state: 'queued' });
  });

  it('gets a valid file once: bytes, hash and size are stored, and a second attempt changes nothing', async () => {
    const { id, number } = await issued();
    await write(id);
    const file = await downloadXml({ ctx: anna, input: { id } });
    if (file.state !== 'ready') throw new Error('the file is not there');
    expect(validateFa3(file.bytes)).toEqual({ valid: true });
    expect(textsOf(readXml(file.bytes), 'P_2')).toEqual([number]);
    expect(file.filename).toBe(`${number.replaceAll('/', '-')}.xml`);
    expect(file.sha256).toBe(createHash('sha256').update(file.bytes).digest('hex'));
    const [row] = await test.sql`select byte_size from documents where invoice_id = ${id} and kind = 'fa3'`;
    expect(row).toEqual({ byte_size: file.bytes.byteLength });
    expect((await getInvoice({ ctx: anna, input: { id } })).xml).toEqual({ state: 'ready', sha256: file.sha256 });
    expect(await tasksOf(id)).toEqual(['render']);

    await write(id);
    expect(await downloadXml({ ctx: anna, input: { id } })).toEqual(file);
  });

  it('is read by staff, and by nobody else', async () => {
    const { id } = await issued();
    await write(id);
    const berta = await aShopper(shop, 'berta@shopper.example');
    const elsewhere = await aShopper(await aChain(test.app, { slug: 'zielony' }));
    for (const ctx of [berta, elsewhere])
      expect((await refusalOf(downloadXml({ ctx, input: { id } }))).code).toBe('invoice.not_found');
    const staff = await aMember(shop, { role: 'staff' });
    expect(await downloadXml({ ctx: staff, input: { id } })).toMatchObject({ state: 'ready' });
  });

  it('has the same bytes whenever they are made', async () => {
    const { id } = await issued();
    const invoice = await test.app.db.withTenant({ role: 'worker', tenantId: shop.chain.id }, (tx) =>
      invoiceById(tx, id),
    );
    if (!invoice) throw new Error('the invoice was issued');
    await write(id);
    const file = await downloadXml({ ctx: anna, input: { id } });
    expect(file.state === 'ready' && Buffer.from(file.bytes)).toEqual(Buffer.from(fa3Xml(invoice)));
  });
});

// Domain rule 27.
describe('goods of Annex 15', () => {
  it('above 15,000 zł are marked in the file, and the invoice names split payment', async () => {
    const lines = [{ unitPrice: 1_500_001, annex15: true }, { unitPrice: 1_299 }];
    const receipt = await anOpenReceipt(anna, forCompany({ lines }));
    const { id, annotations } = await issue(anna, allOf(receipt), company);
    expect(annotations).toEqual([splitPaymentNote]);
    await write(id);
    const file = await downloadXml({ ctx: anna, input: { id } });
    const tree = file.state === 'ready' ? readXml(file.bytes) : [];
    expect(textsOf(tree, 'P_18A')).toEqual(['1']);
    expect(partsOf(tree, 'FaWiersz').map((row) => textsOf(row, 'P_12_Zal_15'))).toEqual([['1'], []]);
  });

  it('for 15,000.00 zł are marked, and payment is not split', async () => {
    const receipt = await anOpenReceipt(anna, forCompany({ lines: [{ unitPrice: 1_500_000, annex15: true }] }));
    const { id, annotations } = await issue(anna, allOf(receipt), company);
    expect(annotations).toEqual([]);
    await write(id);
    const file = await downloadXml({ ctx: anna, input: { id } });
    expect(file.state === 'ready' && textsOf(readXml(file.bytes), 'P_18A')).toEqual(['2']);
  });
});

describe('an invoice for a private person', () => {
  it('has no file', async () => {
    const { id, xml } = await issue(anna, allOf(await anOpenReceipt(anna, aReceipt())), person);
    expect(xml).toBeUndefined();
    expect(await tasksOf(id)).toEqual(['render']);
    expect((await refusalOf(downloadXml({ ctx: anna, input: { id } }))).code).toBe('document.not_found');
  });

  it('has one where the chain sends such invoices to KSeF', async () => {
    const chosen = await aShopper(await aChain(test.app, { slug: 'wksef', settings: { personInKsef: 'yes' } }));
    const { id, xml } = await issue(chosen, allOf(await anOpenReceipt(chosen, aReceipt())), person);
    expect(xml).toEqual({ state: 'queued' });
    await jobs.fa3({ app, input: { tenantId: chosen.chain.id, subjectId: id } });
    const file = await downloadXml({ ctx: chosen, input: { id } });
    expect(file.state === 'ready' && textsOf(readXml(file.bytes), 'BrakID')).toEqual(['1']);
  });
});

describe('a correction', () => {
  const back: CorrectionChange = { reason: 'goods_returned', lines: [{ position: 2, quantity: '1' }] };
  async function corrected(ctx: ShopperContext, invoiceId: string, clerk: OfficeContext) {
    const { id } = await proposeCorrection({ ctx, input: { invoiceId, change: back } });
    await confirmCorrection({ ctx: clerk, input: { id } });
    return id;
  }

  it('of an invoice without a file has none', async () => {
    const clerk = await aMember(shop, { email: 'korekty@megadom.example', role: 'staff' });
    const receipt = await anOpenReceipt(anna, aReceipt({ lines: [{ unitPrice: 900 }, { unitPrice: 1_299 }] }));
    const id = await corrected(anna, (await issue(anna, allOf(receipt), person)).id, clerk);
    expect(await tasksOf(id)).toEqual(['render']);
  });

  it.each([true, false])('of an invoice in KSeF has a valid file of differences; marked FP: %s', async (fp) => {
    const chain = await aChain(test.app, { slug: `fp-${fp}`, settings: { correctionsWithFp: fp } });
    const shopper = await aShopper(chain);
    const clerk = await aMember(chain, { role: 'staff' });
    const invoice = await issue(shopper, allOf(await anOpenReceipt(shopper, forCompany())), company);
    const id = await corrected(shopper, invoice.id, clerk);
    expect(await tasksOf(id)).toEqual(['fa3', 'render']);
    await jobs.fa3({ app, input: { tenantId: chain.chain.id, subjectId: id } });
    const file = await downloadXml({ ctx: shopper, input: { id } });
    if (file.state !== 'ready') throw new Error('the file is not there');
    expect(validateFa3(file.bytes)).toEqual({ valid: true });
    const tree = readXml(file.bytes);
    expect(textsOf(tree, 'RodzajFaktury')).toEqual(['KOR']);
    expect(textsOf(tree, 'NrFaKorygowanej')).toEqual([invoice.number]);
    expect(textsOf(tree, 'PrzyczynaKorekty')).toEqual(['Zwrot towaru']);
    expect(textsOf(tree, 'TypKorekty')).toEqual(['2']);
    expect(textsOf(tree, 'P_15')).toEqual(['-12.99']);
    expect(textsOf(tree, 'FP')).toEqual(fp ? ['1'] : []);
  });
});

describe('an invoice that no file can hold is refused, and nothing is taken', () => {
  it('with a rate that the law does not know on the day of the sale', async () => {
    const rates = [{ letter: 'A', percent: 5.5 }];
    const receipt = await anOpenReceipt(anna, forCompany({ rates }));
    const refusal = await refusalOf(issue(anna, allOf(receipt), company));
    expect(refusal.fields).toEqual([{ pointer: '/lines/0/lineId', code: 'line.rate_unknown' }]);
    expect(await left(anna, receipt)).toEqual(['1', 50_000]);
  });

  it('with more lines than a million bytes hold', async () => {
    const lines = Array.from({ length: 2_500 }, (_, n) => ({ name: `${n} ${'ż'.repeat(200)}` }));
    const receipt = await anOpenReceipt(anna, forCompany({ lines }));
    const refusal = await refusalOf(issue(anna, allOf(receipt), company));
    expect(refusal.code).toBe('invoice.too_large');
    expect(await left(anna, receipt)).toEqual(['1', 1_299]);
  });
});

describe('a file that could not be stored', () => {
  const broken = () => ({ ...app, documents: { ...app.documents, put: () => Promise.reject(new Error('disk full')) } });

  it('is tried again, and after five attempts counts as failed until somebody sends again', async () => {
    const { id } = await issued();
    for (let attempt = 1; attempt <= 5; attempt++) {
      await expect(write(id, broken())).rejects.toThrow('disk full');
      expect(await documentState(id)).toMatchObject({ attempts: attempt, state: attempt < 5 ? 'queued' : 'failed' });
    }
    expect(await tasksOf(id)).toEqual(['render']);
    expect((await refusalOf(downloadXml({ ctx: anna, input: { id } }))).code).toBe('document.failed');

    await sendInvoiceAgain({ ctx: anna, input: { id } });
    expect(await tasksOf(id)).toEqual(['fa3', 'render']);
    await write(id);
    expect(await documentState(id)).toMatchObject({ state: 'ready' });
  });
});
