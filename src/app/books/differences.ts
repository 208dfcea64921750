import type { DifferenceOut } from '../../contract/books/books.ts';
import {
  type DifferencePage,
  type InvoiceDifference,
  rejected,
  waitingCorrections,
  withoutNumber,
  withoutUpo,
} from '../../db/books/invoiceDifferences.ts';
import {
  openCompanyReceipts,
  type ReceiptDifference,
  receiptsWithOtherQuantities,
} from '../../db/books/receiptDifferences.ts';
import { today } from '../../db/clock.ts';
import type { TenantTx } from '../../db/tenancy.ts';
import type { DifferenceKind } from '../../domain/books/difference.ts';
import type { Country } from '../../domain/countries/country.ts';
import { countryOf } from '../../domain/countries/countryOf.ts';
import { addDays, endOfMonth } from '../../domain/day.ts';
import type { OfficeContext } from '../context.ts';
import { readerOf } from '../reader.ts';

type Asked = { kind: DifferenceKind; month: string; page: DifferencePage };
type Found = { id: string; difference: DifferenceOut };

/** The differences of one kind after a row, in the order of their ids. */
export async function differencesOf(ctx: OfficeContext, { kind, month, page }: Asked): Promise<Found[]> {
  const country = countryOf(ctx.chain.country);
  const book = { month, timeZone: country.timeZone };
  const asReader = <T>(work: (tx: TenantTx) => Promise<T>) => ctx.app.db.withTenant(readerOf(ctx), work);
  // Members have no right to read receipts. The role that corrects reads those of every store, so the store is named here.
  const asCorrector = <T>(work: (tx: TenantTx) => Promise<T>) =>
    ctx.app.db.withTenant({ role: 'corrector', tenantId: ctx.chain.id }, work);
  const sold = { month, storeId: ctx.member.storeId };
  switch (kind) {
    case 'ksef_late':
      return asReader(async (tx) => {
        const lastDay = lastLateDay(month, await today(tx, country.timeZone), country);
        const rows = lastDay === undefined ? [] : await withoutNumber(tx, book, lastDay, page);
        return rows.map((row) => ofInvoice(kind, row, country.fiscalChannel.handOverBy(row.day)));
      });
    case 'ksef_without_upo':
      return (await asReader((tx) => withoutUpo(tx, book, page))).map((row) => ofInvoice(kind, row));
    case 'ksef_rejected':
      return (await asReader((tx) => rejected(tx, book, page))).map((row) => ofInvoice(kind, row));
    case 'correction_waiting':
      return (await asReader((tx) => waitingCorrections(tx, book, page))).map((row) => ofInvoice(kind, row));
    case 'quantity_differs':
      return (await asCorrector((tx) => receiptsWithOtherQuantities(tx, sold, page))).map((row) =>
        ofReceipt(kind, row),
      );
    case 'company_receipt_open':
      return asCorrector(async (tx) => {
        // All sales of a month have the same last day for an invoice that nobody asks for.
        const dueBy = country.deadlines.issueNoLaterThan(`${month}-01`, `${month}-01`);
        if ((await today(tx, country.timeZone)) <= dueBy) return [];
        const rows = await openCompanyReceipts(tx, sold, limitsOf(month, country), page);
        return rows.map((row) => ofReceipt(kind, row, dueBy));
      });
  }
}

/** The last day of the month whose invoices had to be handed over before today. */
function lastLateDay(month: string, today: string, { fiscalChannel }: Country): string | undefined {
  return daysOf(month).findLast((day) => fiscalChannel.handOverBy(day) < today);
}

/** For each day of the month on which a company's receipt can be an invoice itself, up to which total. */
function limitsOf(month: string, { eligibility }: Country): { [day: string]: number } {
  return Object.fromEntries(daysOf(month).map((day) => [day, eligibility.invoiceItselfUpTo(day) ?? 0]));
}

function daysOf(month: string): string[] {
  const first = `${month}-01`;
  const count = Number(endOfMonth(first).slice(8));
  return Array.from({ length: count }, (_, index) => addDays(first, index));
}

function ofInvoice(kind: DifferenceKind, row: InvoiceDifference, dueBy?: string): Found {
  const { id, invoiceId, number, day, gross, reason } = row;
  return {
    id,
    difference: {
      ...{ kind, day, amount: gross },
      invoice: { id: invoiceId, number },
      ...(dueBy === undefined ? {} : { dueBy }),
      ...(reason === null ? {} : { reason }),
    },
  };
}

function ofReceipt(kind: DifferenceKind, row: ReceiptDifference, dueBy?: string): Found {
  const { id, code, documentNumber, tillUniqueNumber, day, total } = row;
  return {
    id,
    difference: {
      ...{ kind, day, amount: total },
      receipt: { code, documentNumber, tillUniqueNumber },
      ...(dueBy === undefined ? {} : { dueBy }),
    },
  };
}
