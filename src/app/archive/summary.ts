import type { ArchiveRow } from '../../db/invoices/archive.ts';
import { countryOf } from '../../domain/countries/countryOf.ts';
import { type Cell, csvLine } from '../../domain/csv.ts';
import { formatRate, type Language } from '../../domain/format.ts';
import { compareRates, isSameRate, type Rate } from '../../domain/money/rate.ts';

/** One invoice of the list, with the name of its file; empty while there is none. */
export type ListedInvoice = Pick<
  ArchiveRow,
  | 'number'
  | 'kind'
  | 'country'
  | 'issueDate'
  | 'saleDate'
  | 'seller'
  | 'buyer'
  | 'rates'
  | 'net'
  | 'vat'
  | 'gross'
  | 'due'
> & { file: string };

/** The byte order mark by which spreadsheets recognise UTF-8. */
const mark = '\ufeff';

/** The invoices as a CSV file: one row an invoice, net and VAT of each rate in columns of their own. */
export function summaryCsv(invoices: readonly ListedInvoice[], language: Language): Buffer {
  const rates = ratesOf(invoices);
  const lines = [headOf(rates, invoices, language), ...invoices.map((invoice) => rowOf(invoice, rates, language))];
  return Buffer.from(mark + lines.map(csvLine).join(''));
}

function ratesOf(invoices: readonly ListedInvoice[]): Rate[] {
  const found: Rate[] = [];
  for (const { rate } of invoices.flatMap((invoice) => invoice.rates))
    if (!found.some((known) => isSameRate(known, rate))) found.push(rate);
  return found.sort(compareRates);
}

function headOf(rates: readonly Rate[], invoices: readonly ListedInvoice[], language: Language): Cell[] {
  const words = titles[language];
  const labels = countryOf(invoices[0]?.country ?? 'PL').labels.rates;
  const ofRates = rates.flatMap((rate) => {
    const name = formatRate(rate, language, labels);
    return [`${words.net} ${name}`, `${words.vat} ${name}`];
  });
  return [...words.first, ...ofRates, words.net, words.vat, ...words.last].map((text) => ({ text }));
}

function rowOf(invoice: ListedInvoice, rates: readonly Rate[], language: Language): Cell[] {
  const amount = (grosze: number): Cell => ({ number: plainAmount(grosze, language) });
  const ofRates = rates.flatMap((rate) => {
    const row = invoice.rates.find((one) => isSameRate(one.rate, rate));
    return row ? [amount(row.net), amount(row.vat)] : [{ number: '' }, { number: '' }];
  });
  const { seller, buyer } = invoice;
  return [
    { text: invoice.number },
    { text: titles[language].kinds[invoice.kind] },
    { number: invoice.issueDate },
    { number: invoice.saleDate },
    { text: seller.name },
    { number: seller.nip },
    { text: buyer.name },
    { number: buyer.kind === 'company' ? buyer.nip : '' },
    ...ofRates,
    ...[invoice.net, invoice.vat, invoice.gross, invoice.due].map(amount),
    // Filled once the chain issues through KSeF.
    { number: '' },
    { text: invoice.file },
  ];
}

/** 123456 grosze as "1234,56": without a separator of thousands, which spreadsheets read as text. */
function plainAmount(grosze: number, language: Language): string {
  const digits = String(Math.abs(grosze)).padStart(3, '0');
  return `${grosze < 0 ? '-' : ''}${digits.slice(0, -2)}${language === 'pl' ? ',' : '.'}${digits.slice(-2)}`;
}

const titles = {
  pl: {
    first: [
      'Numer',
      'Rodzaj',
      'Data wystawienia',
      'Data sprzedaży',
      'Sprzedawca',
      'NIP sprzedawcy',
      'Nabywca',
      'NIP nabywcy',
    ],
    net: 'Netto',
    vat: 'VAT',
    last: ['Brutto', 'Do zapłaty', 'Numer KSeF', 'Plik'],
    kinds: { invoice: 'faktura', correction: 'korekta' },
  },
  en: {
    first: ['Number', 'Kind', 'Issue date', 'Sale date', 'Seller', 'Seller’s NIP', 'Buyer', 'Buyer’s NIP'],
    net: 'Net',
    vat: 'VAT',
    last: ['Gross', 'Amount due', 'KSeF number', 'File'],
    kinds: { invoice: 'invoice', correction: 'correction' },
  },
};
