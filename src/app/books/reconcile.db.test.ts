import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DifferenceOut } from '../../contract/books/books.ts';
import type { DifferenceKind } from '../../domain/books/difference.ts';
import { chainDay } from '../../domain/day.ts';
import type { CorrectionChange } from '../../domain/invoices/correctionChange.ts';
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
import { company, issue, part } from '../../testing/builders/issuing.ts';
import { aReceipt } from '../../testing/builders/receipts.ts';
import type { OfficeContext, ShopperContext } from '../context.ts';
import { confirmCorrection } from '../corrections/decide.ts';
import { proposeCorrection } from '../corrections/propose.ts';
import { recordReturn } from '../returns/record.ts';
import { reconcile } from './reconcile.ts';

let test: OwnTestApp;
let anna: ShopperContext;
let admin: OfficeContext;
let clerkOfTwo: OfficeContext;
let stranger: OfficeContext;
const month = chainDay(new Date(), 'Europe/Warsaw').slice(0, 7);

beforeAll(async () => {
  test = await openTestApp();
  const zielony = await aChain(test.app, { slug: 'zielony', stores: ['S1', 'S2'] });
  anna = await aShopper(zielony);
  admin = await aMember(zielony, { role: 'admin' });
  clerkOfTwo = await aMember(zielony, { role: 'staff', store: 'S2' });
  stranger = await aMember(await aChain(test.app, { slug: 'megadom' }), { role: 'admin' });
});
afterAll(() => test.close());

const bought = (given: Parameters<typeof aReceipt>[0] = {}) =>
  anOpenReceipt(anna, aReceipt({ lines: [{ quantity: '3' }, { unitPrice: 500 }], ...given }));
const list = async (kind: DifferenceKind, ctx = admin, wanted = month): Promise<DifferenceOut[]> =>
  (await reconcile({ ctx, input: { month: wanted, kind } })).items;
const codes = async (...call: Parameters<typeof list>) => (await list(...call)).map((row) => row.receipt?.code);

/** As a superuser without triggers, for states that the product never writes. */
const tamper = (statement: string, ...values: (string | number)[]) =>
  test.sql.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    await sql.unsafe(statement, values);
  });

describe('quantities', () => {
  it('do not differ, whatever was invoiced, returned, corrected and invoiced again', async () => {
    const partly = await bought();
    await issue(anna, [part(partly, 0, '1')]);
    const returned = await bought();
    const returning = (receiptId: string) =>
      recordReturn({
        ctx: anna,
        input: {
          receiptId,
          externalId: crypto.randomUUID(),
          returnedAt: new Date().toISOString(),
          lines: [{ position: 1, quantity: '1' }],
        },
      });
    await returning(returned.id);
    await issue(anna, [part(returned, 0, '2')]);
    await returning(returned.id);
    const zeroed = await bought();
    const invoice = await issue(anna, allOf(zeroed));
    const changes: CorrectionChange[] = [
      { reason: 'goods_returned', lines: [{ position: 1, quantity: '1' }] },
      { reason: 'to_zero' },
    ];
    for (const change of changes) {
      const draft = await proposeCorrection({ ctx: admin, input: { invoiceId: invoice.id, change } });
      await confirmCorrection({ ctx: admin, input: { id: draft.id } });
    }
    await issue(anna, [part(zeroed, 0, '2')]);
    expect(await list('quantity_differs')).toEqual([]);
  });

  it('differ where a line gave away what no document names, or names what is still there', async () => {
    const taken = await bought({ store: { code: 'S2' }, till: { uniqueNumber: 'EAZ2202168920' } });
    await tamper('update receipt_lines set remaining_quantity = 2 where receipt_id = $1 and line_no = 1', taken.id);
    const still = await bought();
    await issue(anna, allOf(still));
    await tamper('update receipt_lines set remaining_quantity = 1 where receipt_id = $1 and line_no = 2', still.id);
    expect(await codes('quantity_differs')).toEqual([taken.code, still.code]);
    expect(await codes('quantity_differs', clerkOfTwo)).toEqual([taken.code]);
    expect(await codes('quantity_differs', stranger)).toEqual([]);
    expect(await codes('quantity_differs', admin, '2026-01')).toEqual([]);
    const [row] = await list('quantity_differs', clerkOfTwo);
    expect(row).toMatchObject({ amount: 4397, receipt: { tillUniqueNumber: 'EAZ2202168920' } });
  });
});

describe("a company's receipt", () => {
  const sold = (issuedAt: string, unitPrice: number) =>
    bought({ buyerNip: company.nip, lines: [{ unitPrice }], issuedAt });

  it('above 450 zł is listed once the 15th of the next month is over', async () => {
    const small = await sold('2026-09-10T12:00:00Z', 45_000);
    const large = await sold('2026-09-10T12:00:00Z', 45_001);
    const private_ = await bought({ lines: [{ unitPrice: 45_001 }], issuedAt: '2026-09-10T12:00:00Z' });
    const recent = await sold(new Date().toISOString(), 45_001);
    const listed = await list('company_receipt_open', admin, '2026-09');
    expect(listed.map((row) => [row.receipt?.code, row.dueBy])).toEqual([[large.code, '2026-10-15']]);
    expect(await list('company_receipt_open')).toEqual([]);
    expect(new Set([small.code, private_.code, recent.code]).size).toBe(3);
    expect(await list('company_receipt_open', clerkOfTwo, '2026-09')).toEqual([]);
    await issue(anna, allOf(large), company);
    expect(await list('company_receipt_open', admin, '2026-09')).toEqual([]);
  });
});

describe('KSeF', () => {
  const ofCompany = async () =>
    issue(anna, allOf(await bought({ buyerNip: company.nip, lines: [{ unitPrice: 50_000 }] })), company);
  const submitted = async (columns: string) => {
    const invoice = await ofCompany();
    await tamper(
      `insert into ksef_submissions (tenant_id, invoice_id, ${columns.split(' = ')[0]}) values ($1, $2, ${columns.split(' = ')[1]})`,
      admin.chain.id,
      invoice.id,
    );
    return invoice;
  };
  const numbers = async (...call: Parameters<typeof list>) => (await list(...call)).map((row) => row.invoice?.number);

  it('an invoice without its number is listed after the next business day', async () => {
    const waiting = await submitted(`state = 'queued'`);
    expect(await numbers('ksef_late')).toEqual([]);
    // A Friday; the Monday after it is 2 November.
    await tamper(
      `update invoices set issue_date = '2026-10-30', sale_date = '2026-10-30', issued_at = '2026-10-30T12:00:00Z' where id = $1`,
      waiting.id,
    );
    const [row] = await list('ksef_late', admin, '2026-10');
    expect(row).toEqual({
      ...{ kind: 'ksef_late', day: '2026-10-30', dueBy: '2026-11-02', amount: 50_000 },
      invoice: { id: waiting.id, number: waiting.number },
    });
    expect(await list('ksef_late', clerkOfTwo, '2026-10')).toEqual([]);
    expect(await list('ksef_late', stranger, '2026-10')).toEqual([]);
  });

  it('a refused invoice is listed with the reason, and a number without its UPO', async () => {
    const refused = await submitted(`state, reason = 'rejected', 'błąd w polu P_2'`);
    const bare = await submitted(`state, number = 'accepted', '5265877635-20250826-0100001AF629-AF'`);
    const [row] = await list('ksef_rejected');
    expect([row?.invoice?.number, row?.reason]).toEqual([refused.number, 'błąd w polu P_2']);
    expect(await numbers('ksef_without_upo')).toEqual([bare.number]);
    await tamper(
      `insert into documents (tenant_id, invoice_id, kind, state, sha256, byte_size, storage_key)
        values ($1, $2, 'upo', 'ready', sha256('x'), 1, 'x')`,
      admin.chain.id,
      bare.id,
    );
    expect(await numbers('ksef_without_upo')).toEqual([]);
  });
});

describe('the list', () => {
  it('has the corrections that wait, and forgets those that are decided', async () => {
    const invoice = await issue(anna, allOf(await bought()));
    const change = { reason: 'buyer_changed', name: 'Anna Nowak-Lis' } as const;
    const draft = await proposeCorrection({
      ctx: anna,
      input: { invoiceId: invoice.id, change, note: 'nowe nazwisko' },
    });
    const ofInvoice = async () => (await list('correction_waiting')).find((row) => row.invoice?.id === invoice.id);
    expect(await ofInvoice()).toMatchObject({ invoice: { number: invoice.number }, reason: 'nowe nazwisko' });
    await confirmCorrection({ ctx: admin, input: { id: draft.id } });
    expect(await ofInvoice()).toBeUndefined();
  });

  it('is read page by page, every row once, kind after kind', async () => {
    for (let n = 0; n < 60; n += 1) await bought();
    await tamper(
      `update receipt_lines set remaining_quantity = 0, remaining_gross_minor = 0 where remaining_quantity > 0`,
    );
    const seen: DifferenceOut[] = [];
    let [cursor, pages]: [string | undefined, number] = [undefined, 0];
    do {
      const page = await reconcile({ ctx: admin, input: { month, ...(cursor ? { cursor } : {}) } });
      seen.push(...page.items);
      cursor = page.next;
      pages += 1;
    } while (cursor !== undefined);
    expect(pages).toBe(Math.ceil(seen.length / 50));
    expect(seen.length).toBeGreaterThan(60);
    const keys = seen.map((row) => `${row.kind} ${row.invoice?.id ?? row.receipt?.code}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect([...new Set(seen.map((row) => row.kind))]).toEqual([
      'ksef_rejected',
      'quantity_differs',
      'correction_waiting',
    ]);
  });

  it.each(['x', 'eyJraW5kIjoieCIsImlkIjoieCJ9'])('refuses the cursor %s', async (cursor) => {
    expect((await refusalOf(reconcile({ ctx: admin, input: { month, cursor } }))).code).toBe('cursor.invalid');
  });
});

it('a member reads at most 300 pages an hour, and another member is not counted with her', async () => {
  await test.sql`delete from budgets`;
  await list('correction_waiting');
  await test.sql`update budgets set spent = 300`;
  expect((await refusalOf(list('correction_waiting'))).code).toBe('rate.limited');
  expect(await list('correction_waiting', stranger)).toEqual([]);
});
