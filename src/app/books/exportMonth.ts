import { Readable } from 'node:stream';
import type { ExportQuery } from '../../contract/books/books.ts';
import {
  type BookedInvoice,
  type BookMonth,
  type BookPosition,
  monthBookPage,
  ratesOfMonth,
} from '../../db/books/monthBook.ts';
import { ownChain } from '../../db/chains/chains.ts';
import type { Actor } from '../../db/tenancy.ts';
import { type SheetCell, workbookStream, workbookType } from '../../documents/workbook.ts';
import { countryOf } from '../../domain/countries/countryOf.ts';
import { type CsvDialect, csvAmount, csvLine, csvMark } from '../../domain/csv.ts';
import { charge, hour } from '../budgets/budget.ts';
import type { App, OfficeContext } from '../context.ts';
import { readerOf } from '../reader.ts';
import { type Columns, columnsOf } from './columns.ts';

export const exportTypes = { csv: 'text/csv; charset=utf-8', xlsx: workbookType } as const;

const pageSize = 500;

type Call = { ctx: OfficeContext; input: ExportQuery };
type Export = { filename: string; type: string; bytes: Readable };

/**
 * The invoices and corrections of a month that the member may see, as a file that is made while it is read: one page of
 * invoices is in memory, and each page is read in a transaction of its own, so a slow reader holds no connection. Throws
 * rate.limited after 30 exports an hour.
 */
export async function exportMonth({ ctx, input: { month, format, language = ctx.language } }: Call): Promise<Export> {
  const { app, chain, member } = ctx;
  await charge(app, chain.id, [{ subject: `export:${member.id}`, limit: 30, windowSeconds: hour }]);
  const actor = readerOf(ctx);
  const country = countryOf(chain.country);
  const book = { month, timeZone: country.timeZone };
  const [rates, { settings }] = await app.db.withTenant(actor, (tx) =>
    Promise.all([ratesOfMonth(tx, book), ownChain(tx)]),
  );
  const columns = columnsOf({ rates, country, settings, language });
  const filename = `${chain.slug}-${month}.${format}`;
  const pages = pagesOf(app, actor, book);
  if (format === 'csv') return { filename, type: exportTypes.csv, bytes: csvStream(columns, pages, language) };
  const { headings } = columns;
  return {
    filename,
    type: exportTypes.xlsx,
    bytes: workbookStream({ title: month, headings, rows: cells(columns, pages) }),
  };
}

async function* pagesOf(app: App, actor: Actor, book: BookMonth): AsyncGenerator<BookedInvoice[]> {
  let after: BookPosition | undefined;
  while (true) {
    const rows = await app.db.withTenant(actor, (tx) => monthBookPage(tx, book, { after, limit: pageSize }));
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) return;
    after = { issuedAt: last.issuedAtText, id: last.id };
  }
}

async function* cells(columns: Columns, pages: AsyncIterable<BookedInvoice[]>): AsyncGenerator<SheetCell[][]> {
  for await (const page of pages) yield page.map(columns.cellsOf);
}

function csvStream(
  columns: Columns,
  pages: AsyncIterable<BookedInvoice[]>,
  language: OfficeContext['language'],
): Readable {
  const dialect: CsvDialect = { separator: language === 'en' ? ',' : ';' };
  return Readable.from(csvText(columns, pages, dialect), { objectMode: false });
}

async function* csvText(
  { headings, cellsOf }: Columns,
  pages: AsyncIterable<BookedInvoice[]>,
  dialect: CsvDialect,
): AsyncGenerator<Buffer> {
  yield Buffer.from(csvMark + csvLine(headings, dialect));
  const line = (invoice: BookedInvoice) =>
    csvLine(
      cellsOf(invoice).map((cell) => csvCell(cell, dialect)),
      dialect,
    );
  for await (const page of pages) yield Buffer.from(page.map(line).join(''));
}

function csvCell(cell: SheetCell, dialect: CsvDialect) {
  if (typeof cell === 'string') return cell;
  return 'amount' in cell ? csvAmount(cell.amount, dialect) : cell.day;
}
