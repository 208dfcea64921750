import type { ArchiveRow } from '../../db/invoices/archive.ts';
import { countryOf } from '../../domain/countries/countryOf.ts';
import { type CsvCell, type CsvDialect, csvAmount, csvOf } from '../../domain/csv.ts';
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

/** The invoices as a CSV file: one row an invoice, net and VAT of each rate in columns of their own. */
export function summaryCsv(invoices: readonly ListedInvoice[], language: Language): Buffer {
  const rates = ratesOf(invoices);
  const dialect: CsvDialect = { separator: language === 'pl' ? ';' : ',' };
  const rows = invoices.map((invoice) => rowOf(invoice, { rates, language, dialect }));
  return Buffer.from(csvOf([headOf(rates, invoices, language), ...rows], dialect));
}

function ratesOf(invoices: readonly ListedInvoice[]): Rate[] {
  const found: Rate[] = [];
  for (const { rate } of invoices.flatMap((invoice) => invoice.rates))
    if (!found.some((known) => isSameRate(known, rate))) found.push(rate);
  return found.sort(compareRates);
}

function headOf(rates: readonly Rate[], invoices: readonly ListedInvoice[], language: Language): string[] {
  const words = titles[language];
  const labels = countryOf(invoices[0]?.country ?? 'PL').labels.rates;
  const ofRates = rates.flatMap((rate) => {
    const name = formatRate(rate, language, labels);
    return [`${words.net} ${name}`, `${words.vat} ${name}`];
  });
  return [...words.first, ...ofRates, words.net, words.vat, ...words.last];
}

type Columns = { rates: readonly Rate[]; language: Language; dialect: CsvDialect };

function rowOf(invoice: ListedInvoice, { rates, language, dialect }: Columns): CsvCell[] {
  const ofRates = rates.flatMap((rate) => {
    const row = invoice.rates.find((one) => isSameRate(one.rate, rate));
    return row ? [csvAmount(row.net, dialect), csvAmount(row.vat, dialect)] : ['', ''];
  });
  const { seller, buyer } = invoice;
  return [
    invoice.number,
    titles[language].kinds[invoice.kind],
    invoice.issueDate,
    invoice.saleDate,
    seller.name,
    seller.nip,
    buyer.name,
    buyer.kind === 'company' ? buyer.nip : '',
    ...ofRates,
    ...[invoice.net, invoice.vat, invoice.gross, invoice.due].map((amount) => csvAmount(amount, dialect)),
    // Filled once the chain issues through KSeF.
    '',
    invoice.file,
  ];
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
