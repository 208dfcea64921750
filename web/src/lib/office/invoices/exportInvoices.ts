import type { InvoiceRow } from '../../../../../src/contract/invoices.ts';
import { type CsvDialect, csvAmount, csvOf } from '../../../../../src/domain/csv.ts';
import type { Language } from '../../../../../src/domain/format.ts';
import { today } from '../../shared/moment.ts';
import { officeText } from '../../text/office/office.ts';
import type { InvoiceList } from './invoiceList.svelte.ts';

/** Saves every invoice that matches, up to 2,000, as a file for the language's spreadsheets. Throws ApiProblem. */
export async function exportInvoices(
  list: InvoiceList,
  language: Language,
): Promise<{ count: number; complete: boolean }> {
  const { rows, complete } = await list.all();
  const text = officeText(language).list;
  saveFile(
    invoiceCsv(rows, text.csv, { separator: language === 'en' ? ',' : ';' }),
    `${text.exportFile}-${today()}.csv`,
  );
  return { count: rows.length, complete };
}

/** One line for each invoice under `headings`; days stay as YYYY-MM-DD, which every spreadsheet sorts. */
export function invoiceCsv(rows: readonly InvoiceRow[], headings: readonly string[], dialect: CsvDialect): string {
  const lines = rows.map(({ number, issueDate, saleDate, buyer, store, gross, due, currency }) => [
    number,
    issueDate,
    saleDate,
    buyer.name,
    buyer.nip ?? '',
    store.code,
    store.name,
    csvAmount(gross, dialect),
    csvAmount(due, dialect),
    currency,
  ]);
  return csvOf([headings, ...lines], dialect);
}

function saveFile(content: string, name: string): void {
  const address = URL.createObjectURL(new Blob([content], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // By this time the browser has copied the bytes.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
