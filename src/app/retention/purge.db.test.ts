import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { countryOf } from '../../domain/countries/countryOf.ts';
import { keptUntil, receiptKeptUntil } from '../../domain/countries/pl/deadlines.ts';
import { addDays, chainDay } from '../../domain/day.ts';
import { lastFreeDay } from '../../domain/retention/lastFreeDay.ts';
import { allOf } from '../../domain/testing/builders.ts';
import { aChain, aMember, anOpenReceipt, aShopper, type OwnTestApp, openTestApp } from '../../testing/builders/app.ts';
import { issue, part } from '../../testing/builders/issuing.ts';
import { aReceipt } from '../../testing/builders/receipts.ts';
import { finishDocument } from '../../testing/network/siteChain.ts';
import type { OfficeContext, ShopperContext } from '../context.ts';
import { confirmCorrection } from '../corrections/decide.ts';
import { proposeCorrection } from '../corrections/propose.ts';
import { recordReturn } from '../returns/record.ts';
import { purge } from './purge.ts';

const { timeZone, defaultSettings } = countryOf('PL');
const today = chainDay(new Date(), timeZone);
const lastFree = lastFreeDay(today, keptUntil);
const lastFreeSale = (margin: number) => lastFreeDay(today, (day) => receiptKeptUntil(day, margin));
const margin = defaultSettings.receiptMarginDays;

let test: OwnTestApp;
let anna: ShopperContext;
let admin: OfficeContext;
let patient: ShopperContext;
beforeAll(async () => {
  test = await openTestApp();
  const zielony = await aChain(test.app, { slug: 'zielony' });
  anna = await aShopper(zielony);
  admin = await aMember(zielony, { role: 'admin' });
  patient = await aShopper(await aChain(test.app, { slug: 'megadom', settings: { receiptMarginDays: 1_000 } }));
});
afterAll(() => test.close());
beforeEach(() => tamper('delete from receipts'));

/** As a superuser without triggers and keys: time passes for rows that are facts. */
const tamper = (statement: string, ...values: string[]) =>
  test.sql.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    await sql.unsafe(statement, values);
  });
const soldOn = (receiptId: string, day: string) =>
  tamper('update receipts set sale_date = $1 where id = $2', day, receiptId);
const issuedOn = (invoiceId: string, day: string) =>
  tamper(
    `update invoices set issue_date = $1::date, sale_date = $1::date, issued_at = $1::date + interval '12 hours' where id = $2`,
    day,
    invoiceId,
  );
const isThere = async (table: string, id: string) => {
  const [row] = await test.sql<
    { rows: number }[]
  >`select count(*)::int as rows from ${test.sql(table)} where id = ${id}`;
  return row?.rows === 1;
};
const bought = (ctx = anna) => anOpenReceipt(ctx, aReceipt({ lines: [{ quantity: '3' }, { unitPrice: 500 }] }));

async function invoiced(ctx = anna) {
  const receipt = await bought(ctx);
  const { id } = await issue(ctx, allOf(receipt));
  await finishDocument(test.app, ctx.chain.id, id);
  const [row] = await test.sql<{ key: string }[]>`select storage_key as key from documents
    where invoice_id = ${id} and kind = 'pdf'`;
  return { id, receiptId: receipt.id, key: row?.key ?? '' };
}

async function corrected(invoiceId: string): Promise<string> {
  const change = { reason: 'buyer_changed', name: 'Anna Nowak-Lis' } as const;
  const draft = await proposeCorrection({ ctx: admin, input: { invoiceId, change } });
  await confirmCorrection({ ctx: admin, input: { id: draft.id } });
  return draft.id;
}

const returned = (receiptId: string) =>
  recordReturn({
    ctx: anna,
    input: {
      receiptId,
      externalId: crypto.randomUUID(),
      returnedAt: new Date().toISOString(),
      lines: [{ position: 1, quantity: '1' }],
    },
  });

describe('an invoice', () => {
  it('stays until its last day is over, and its document with it', async () => {
    const { id, key, receiptId } = await invoiced();
    await issuedOn(id, addDays(lastFree, 1));
    await soldOn(receiptId, addDays(lastFree, 1));
    await purge({ app: test.app });
    expect([await isThere('invoices', id), await isThere('receipts', receiptId)]).toEqual([true, true]);
    expect(await test.app.documents.get(key)).toBeDefined();
  });

  it('goes the day after, with its document, its corrections, returns and receipt', async () => {
    const old = await invoiced();
    const young = await invoiced();
    await returned(old.receiptId);
    const correctionId = await corrected(old.id);
    for (const id of [old.id, correctionId]) await issuedOn(id, lastFree);
    await soldOn(old.receiptId, lastFree);
    await purge({ app: test.app });
    expect([await isThere('invoices', old.id), await isThere('invoices', correctionId)]).toEqual([false, false]);
    expect(await isThere('receipts', old.receiptId)).toBe(false);
    expect(await test.app.documents.get(old.key)).toBeUndefined();
    expect([await isThere('invoices', young.id), await isThere('receipts', young.receiptId)]).toEqual([true, true]);
    expect(await test.app.documents.get(young.key)).toBeDefined();
    for (const table of [
      'documents',
      'deliveries',
      'invoice_lines',
      'invoice_sales',
      'correction_drafts',
      'return_lines',
    ]) {
      const [row] = await test.sql<{ rows: number }[]>`select count(*)::int as rows from ${test.sql(table)}
        where invoice_id = ${old.id}`;
      expect([table, row?.rows]).toEqual([table, 0]);
    }
  });

  it('stays as long as a correction that names it', async () => {
    const { id } = await invoiced();
    const correctionId = await corrected(id);
    await issuedOn(id, lastFree);
    await purge({ app: test.app });
    expect([await isThere('invoices', id), await isThere('invoices', correctionId)]).toEqual([true, true]);
  });

  it('keeps a receipt that another invoice names', async () => {
    const receipt = await bought();
    const first = await issue(anna, [part(receipt, 0, '1')]);
    const second = await issue(anna, [part(receipt, 1, '1')]);
    await issuedOn(first.id, lastFree);
    await soldOn(receipt.id, lastFree);
    await purge({ app: test.app });
    const there = [isThere('invoices', first.id), isThere('invoices', second.id), isThere('receipts', receipt.id)];
    expect(await Promise.all(there)).toEqual([false, true, true]);
  });

  it('is past its retention in the database on the same days as in the rules of the country', async () => {
    const from = addDays(lastFree, -800);
    const rows = await test.sql<{ day: string }[]>`select d::date::text as day
      from generate_series(${from}::date, ${today}::date, interval '1 day') as d where is_past_retention(d::date)`;
    const days = rows.map(({ day }) => day);
    expect([days.at(-1), days.length]).toEqual([lastFree, 801]);
    const [row] = await test.sql<{ last: string }[]>`select max(d)::date::text as last
      from generate_series(${from}::date, ${today}::date, interval '1 day') as d where is_past_request_window(d::date)`;
    expect(row?.last).toBe(lastFreeSale(0));
  });
});

describe('a receipt without an invoice', () => {
  it('stays for the window and the margin of its chain, and goes the day after, with its returns', async () => {
    const [old, young] = [await bought(), await bought()];
    await returned(old.id);
    await soldOn(old.id, lastFreeSale(margin));
    await soldOn(young.id, addDays(lastFreeSale(margin), 1));
    const others = await bought(patient);
    await soldOn(others.id, lastFreeSale(margin));
    await purge({ app: test.app });
    const there = [old, young, others].map(({ id }) => isThere('receipts', id));
    expect(await Promise.all(there)).toEqual([false, true, true]);
    await soldOn(others.id, lastFreeSale(1_000));
    await purge({ app: test.app });
    expect(await isThere('receipts', others.id)).toBe(false);
  });

  it('goes with a thousand others, batch after batch', async () => {
    const { id } = await bought();
    await soldOn(id, lastFreeSale(margin));
    await test.sql`
      insert into receipts (tenant_id, store_id, till_id, till_unique_number, document_number, issued_at, sale_date, currency,
        total_minor, code, code_kind, pushed)
      select tenant_id, store_id, till_id, till_unique_number, 'many ' || n, issued_at, sale_date, currency, total_minor,
        'MANY' || n, code_kind, pushed
      from receipts, generate_series(1, 1100) as n where id = ${id}`;
    await purge({ app: test.app });
    const [row] = await test.sql<{ rows: number }[]>`select count(*)::int as rows from receipts`;
    expect(row?.rows).toBe(0);
  });
});

it('every table that names an invoice or a receipt is one from which the purge may delete', async () => {
  const named = ['invoices', 'receipts', 'receipt_lines', 'returns'];
  const rows = await test.sql<{ table: string; may: boolean }[]>`
    select distinct conrelid::regclass::text as table, has_table_privilege('efk_purger', conrelid, 'delete') as may
    from pg_constraint where contype = 'f' and confdeltype <> 'c' and confrelid::regclass::text in ${test.sql(named)}`;
  expect(rows.length).toBeGreaterThan(8);
  expect(rows.filter(({ may }) => !may)).toEqual([]);
});

it('a chain whose document cannot be deleted keeps its invoice, and the next chain’s turn comes', async () => {
  const [stuck, other] = [await invoiced(), await invoiced(patient)];
  for (const { id, receiptId } of [stuck, other]) {
    await issuedOn(id, lastFree);
    await soldOn(receiptId, lastFree);
  }
  const remove = async (key: string) => {
    if (key === stuck.key) throw new Error('the store is down');
    await test.app.documents.remove(key);
  };
  const app = { ...test.app, documents: { ...test.app.documents, remove } };
  await expect(purge({ app })).rejects.toThrow('1 chains were not purged');
  expect([await isThere('invoices', stuck.id), await isThere('invoices', other.id)]).toEqual([true, false]);
  await purge({ app: test.app });
  expect(await isThere('invoices', stuck.id)).toBe(false);
});
