import { buffer } from 'node:stream/consumers';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InvoiceOut } from '../../contract/invoices.ts';
import { chainDay } from '../../domain/day.ts';
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
import { company, issue } from '../../testing/builders/issuing.ts';
import { aReceipt } from '../../testing/builders/receipts.ts';
import { readWorkbook } from '../../testing/readWorkbook.ts';
import type { OfficeContext, ShopperContext } from '../context.ts';
import { confirmCorrection } from '../corrections/decide.ts';
import { proposeCorrection } from '../corrections/propose.ts';
import { exportMonth } from './exportMonth.ts';

let test: OwnTestApp;
let anna: ShopperContext;
let admin: OfficeContext;
let clerkOfTwo: OfficeContext;
let stranger: OfficeContext;
let mixed: InvoiceOut;
let ofCompany: InvoiceOut;
let correctionNumber: string;
const month = chainDay(new Date(), 'Europe/Warsaw').slice(0, 7);

beforeAll(async () => {
  test = await openTestApp();
  const zielony = await aChain(test.app, { slug: 'zielony', stores: ['S1', 'S2'] });
  anna = await aShopper(zielony);
  admin = await aMember(zielony, { role: 'admin' });
  clerkOfTwo = await aMember(zielony, { role: 'staff', store: 'S2' });
  stranger = await aMember(await aChain(test.app, { slug: 'megadom' }), { role: 'admin' });
  const person = { kind: 'person', name: '=cmd|/C calc' } as const;
  const lines = [{ unitPrice: 34_900 }, { unitPrice: 2_750, rate: 'B' }, { unitPrice: 10_000, rate: 'E' }];
  const till = { uniqueNumber: 'ZBN1901007833' };
  mixed = await issue(
    anna,
    allOf(await anOpenReceipt(anna, aReceipt({ lines, till, documentNumber: '018745', receiptNumber: '570' }))),
    person,
  );
  ofCompany = await issue(
    anna,
    allOf(
      await anOpenReceipt(
        anna,
        aReceipt({ store: { code: 'S2' }, till: { uniqueNumber: 'EAZ2202168920' }, buyerNip: company.nip, lines: 40 }),
      ),
    ),
    company,
  );
  const change = { reason: 'buyer_changed', name: 'Firma bis' } as const;
  const draft = await proposeCorrection({ ctx: admin, input: { invoiceId: ofCompany.id, change } });
  await confirmCorrection({ ctx: admin, input: { id: draft.id } });
  const [row] = await test.sql<{ number: string }[]>`select number from invoices where id = ${draft.id}`;
  correctionNumber = row?.number ?? '';
});
afterAll(() => test.close());

async function csvOf(ctx: OfficeContext, wanted = month): Promise<string[]> {
  const { bytes } = await exportMonth({ ctx, input: { month: wanted, format: 'csv' } });
  return (await buffer(bytes)).toString().trimEnd().split('\r\n');
}
const cellsOf = (line = '') => line.split(';');

describe('an export', () => {
  it('holds nothing of another month, another chain or another store', async () => {
    expect(await csvOf(admin, '2026-01')).toHaveLength(1);
    expect(await csvOf(stranger)).toHaveLength(1);
    const ofStoreTwo = await csvOf(clerkOfTwo);
    expect(ofStoreTwo.slice(1).map((line) => cellsOf(line)[0])).toEqual([ofCompany.number, correctionNumber]);
    expect((await csvOf(admin)).slice(1)).toHaveLength(3);
  });

  it('has one row an invoice in the order of issue, with net, VAT and gross of each rate', async () => {
    const [head, first] = (await csvOf(admin)).map(cellsOf);
    expect(head?.slice(0, 3)).toEqual(['\ufeffNumer', 'Data wystawienia', 'Rodzaj']);
    expect(head?.slice(11)).toEqual([
      ...['Netto 23%', 'VAT 23%', 'Brutto 23%', 'Netto 8%', 'VAT 8%', 'Brutto 8%'],
      ...['Netto zw.', 'VAT zw.', 'Brutto zw.', 'Netto', 'VAT', 'Brutto', 'Numer faktury korygowanej'],
    ]);
    expect(first).toEqual([
      ...[mixed.number, mixed.issueDate, 'faktura', 'FP', 'BFK', '018745', '570', 'ZBN1901007833', mixed.saleDate],
      ...["'=cmd|/C calc", ''],
      ...['283,74', '65,26', '349,00', '25,46', '2,04', '27,50', '100,00', '0,00', '100,00'],
      ...['409,20', '67,30', '476,50', ''],
    ]);
  });

  it('marks what has no KSeF number, and names the number of what has one', async () => {
    const marks = async () => (await csvOf(admin)).slice(2).map((line) => cellsOf(line)[4]);
    expect(await marks()).toEqual(['DI', 'DI']);
    const { sql } = test;
    await sql`insert into ksef_submissions (tenant_id, invoice_id) values (${admin.chain.id}, ${ofCompany.id})`;
    expect(await marks()).toEqual(['OFF', 'DI']);
    await sql`update ksef_submissions set state = 'rejected'`;
    expect(await marks()).toEqual(['DI', 'DI']);
    await sql`update ksef_submissions set state = 'accepted', number = '5265877635-20250826-0100001AF629-AF'`;
    expect(await marks()).toEqual(['5265877635-20250826-0100001AF629-AF', 'DI']);
  });

  it('names the corrected invoice, and marks a correction FP only where the chain wants it', async () => {
    const correction = async () => cellsOf((await csvOf(admin))[3]);
    const row = await correction();
    expect(row.slice(0, 4)).toEqual([correctionNumber, ofCompany.issueDate, 'korekta', 'FP']);
    expect([row.at(-1), row.at(-2), row[9], row[10]]).toEqual([ofCompany.number, '0,00', 'Firma bis', company.nip]);
    await test.sql`update chains set settings = settings || '{"correctionsWithFp": false}' where id = ${admin.chain.id}`;
    expect((await correction())[3]).toBe('');
  });

  it('as a workbook has the same rows, with amounts and days as numbers', async () => {
    const { bytes, filename } = await exportMonth({ ctx: admin, input: { month, format: 'xlsx' } });
    const [, first, second] = readWorkbook(await buffer(bytes)).get(month) ?? [];
    expect(filename).toBe(`zielony-${month}.xlsx`);
    expect(first?.['A']).toEqual({ type: 'text', value: mixed.number, style: '0' });
    expect(first?.['J']).toEqual({ type: 'text', value: '=cmd|/C calc', style: '4' });
    expect(first?.['L']).toEqual({ type: 'number', value: '283.74', style: '2' });
    expect(first?.['B']?.type).toBe('number');
    expect(second?.['K']).toEqual({ type: 'text', value: company.nip, style: '0' });
  });

  it('begins with the month’s first midnight of the chain, and ends before the next one', async () => {
    const at = async (instant: string, wanted: string) => {
      await issuedAt(ofCompany.id, instant);
      const lines = await csvOf(admin, wanted);
      return lines.some((line) => line.startsWith(`${ofCompany.number};`));
    };
    // Warsaw is one hour ahead of UTC in winter and two in summer.
    expect(await at('2026-10-31T22:59:59Z', '2026-10')).toBe(true);
    expect(await at('2026-10-31T22:59:59Z', '2026-11')).toBe(false);
    expect(await at('2026-10-31T23:00:00Z', '2026-11')).toBe(true);
    expect(await at('2026-10-31T23:00:00Z', '2026-10')).toBe(false);
    expect(await at('2026-06-30T21:59:59Z', '2026-06')).toBe(true);
    expect(await at('2026-06-30T22:00:00Z', '2026-07')).toBe(true);
  });

  it('is refused to a member after thirty in an hour, and not to another one', async () => {
    const busy = await aMember(admin, { role: 'staff', email: 'busy@zielony.example' });
    const ask = () => exportMonth({ ctx: busy, input: { month: '2026-01', format: 'csv' } });
    for (let n = 0; n < 30; n += 1) (await ask()).bytes.destroy();
    expect((await refusalOf(ask())).code).toBe('rate.limited');
    expect(await csvOf(admin, '2026-01')).toHaveLength(1);
  });
});

async function issuedAt(id: string, instant: string) {
  await test.sql.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    await sql`update invoices set issued_at = ${instant} where id = ${id}`;
  });
}

describe('an export of 100,000 invoices', () => {
  const big = '2025-03';
  const count = 100_000;

  beforeAll(async () => {
    await test.sql.begin(async (sql) => {
      await sql`set local session_replication_role = replica`;
      const [row] = await sql<
        { same: string }[]
      >`select string_agg(column_name, ', ') as same from information_schema.columns
        where table_name = 'invoices' and column_name not in ('id', 'n', 'number', 'issued_at', 'issue_date', 'sale_date')`;
      const same = sql.unsafe(row?.same ?? '');
      await sql`
        insert into invoices (${same}, id, n, number, issued_at, issue_date, sale_date)
        select ${same}, gen_random_uuid(), 1000 + g.n, 'BIG/' || g.n,
          timestamptz '2025-03-02T00:00:00Z' + g.n * interval '1 second', '2025-03-02', '2025-03-01'
        from (select * from invoices where id = ${mixed.id}) as i, generate_series(1, ${count}::int) as g (n)`;
      await sql`
        insert into invoice_sales (tenant_id, invoice_id, receipt_id, position, receipt_code, store_code, store_name,
          store_address, till_unique_number, document_number, sale_date)
        select tenant_id, id, gen_random_uuid(), 0, number, 'S1', 'Sklep', 'ul. Leśna 1', 'ZBN1901007833', n::text, sale_date
        from invoices where number like 'BIG/%'`;
    });
    await test.sql`analyze invoices`;
    await test.sql`analyze invoice_sales`;
  }, 120_000);

  it.each(['csv', 'xlsx'] as const)(
    'as %s keeps the memory bounded',
    async (format) => {
      const used = memoryAfterCollection();
      const { bytes } = await exportMonth({ ctx: admin, input: { month: big, format } });
      const before = used();
      let [size, most, next] = [0, 0, 0];
      for await (const chunk of bytes as AsyncIterable<Buffer>) {
        size += chunk.length;
        if (size < next) continue;
        most = Math.max(most, used() - before);
        next = size + 1_000_000;
      }
      expect(size).toBeGreaterThan(format === 'csv' ? 10_000_000 : 1_000_000);
      expect(most).toBeLessThan(25_000_000);
    },
    120_000,
  );

  it('reads no further page while its reader waits', async () => {
    let pages = 0;
    const db = { ...test.app.db, withTenant: counting };
    function counting(...call: Parameters<typeof test.app.db.withTenant>) {
      pages += 1;
      return test.app.db.withTenant(...call);
    }
    const ctx = { ...admin, app: { ...test.app, db: db as typeof test.app.db } };
    const { bytes } = await exportMonth({ ctx, input: { month: big, format: 'csv' } });
    const reader = bytes[Symbol.asyncIterator]();
    await reader.next();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(pages).toBeLessThan(8);
    bytes.destroy();
  });
});

/** Bytes of memory in use, each time after a garbage collection. */
function memoryAfterCollection(): () => number {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  return () => {
    collect();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
}
