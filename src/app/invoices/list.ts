import type { Page } from '../../contract/common.ts';
import type { InvoiceQuery, InvoiceRow } from '../../contract/invoices.ts';
import { type InvoiceFilter, type InvoicePosition, listInvoices } from '../../db/invoices/invoiceList.ts';
import type { TaxIdRules } from '../../domain/countries/country.ts';
import { countryOf } from '../../domain/countries/countryOf.ts';
import { isDay, readDay } from '../../domain/day.ts';
import type { ReaderContext } from '../context.ts';
import { fromCursor, toCursor } from '../cursor.ts';
import { readerOf } from '../reader.ts';
import { receiptCodeOf } from '../receipts/code.ts';
import { invoiceRow } from './represent.ts';

const defaultLimit = 25;

/** The reader's invoices, newest first. */
export async function listOwnInvoices({
  ctx,
  input,
}: {
  ctx: ReaderContext;
  input: InvoiceQuery;
}): Promise<Page<InvoiceRow>> {
  const limit = input.limit ? Number(input.limit) : defaultLimit;
  const after = input.cursor === undefined ? undefined : fromCursor(input.cursor, isPosition);
  const rows = await ctx.app.db.withTenant(readerOf(ctx), (tx) =>
    listInvoices(tx, filterOf(ctx, input), {
      ...(after ? { after } : {}),
      limit: limit + 1,
    }),
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(invoiceRow),
    ...(last && rows.length > limit ? { next: toCursor({ issuedAt: last.issuedAtText, id: last.id }) } : {}),
  };
}

function filterOf(ctx: ReaderContext, { q, from, to, store }: InvoiceQuery): InvoiceFilter {
  const text = q?.trim();
  return {
    ...(text ? readingsOf(text, countryOf(ctx.chain.country).taxId) : {}),
    ...(text && 'shopper' in ctx ? { product: text } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
    ...(store ? { storeCode: store } : {}),
  };
}

/** One search box: the text matches in every way in which it can be read. */
function readingsOf(text: string, taxId: TaxIdRules): InvoiceFilter {
  const nip = taxId.normalise(text);
  const day = readDay(text);
  const { code } = receiptCodeOf(text);
  const amount = /^(\d{1,3}(?:[\s\u00a0]?\d{3}){0,3}|\d{1,11})(?:[.,](\d{2}))?(?:\s*(?:zł|pln))?$/i.exec(text);
  return {
    text,
    ...(nip && taxId.isValid(nip) ? { nip } : {}),
    ...(day ? { day } : {}),
    // A scanned link may contain text that no stored code can have.
    ...(code.includes('\0') ? {} : { receiptCode: code }),
    ...(amount?.[1] ? { gross: Number(amount[1].replace(/\D/g, '')) * 100 + Number(amount[2] ?? 0) } : {}),
  };
}

function isPosition(value: unknown): value is InvoicePosition {
  const position = value as Partial<InvoicePosition> | null;
  return (
    isPostgresInstant(position?.issuedAt) && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(position?.id ?? '')
  );
}

/** Whether PostgreSQL can read the text as one of its own instants. */
function isPostgresInstant(text: unknown): boolean {
  if (typeof text !== 'string') return false;
  const clock = / ([01]\d|2[0-3])(:[0-5]\d){2}(\.\d{1,6})?[+-](0\d|1[0-4])(:?[0-5]\d)?$/;
  return isDay(text.slice(0, 10)) && clock.test(text) && text.indexOf(' ') === 10;
}
