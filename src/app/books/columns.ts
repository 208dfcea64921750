import type { BookedInvoice } from '../../db/books/monthBook.ts';
import type { SheetCell } from '../../documents/workbook.ts';
import type { ChainSettings } from '../../domain/chains/settings.ts';
import type { Country } from '../../domain/countries/country.ts';
import { formatRate, type Language } from '../../domain/format.ts';
import type { InvoiceKind } from '../../domain/invoices/invoice.ts';
import { compareRates, isSameRate, type Rate } from '../../domain/money/rate.ts';

/** What an export shows of an invoice, and under which headings. */
export type Columns = { headings: string[]; cellsOf(invoice: BookedInvoice): SheetCell[] };

type Given = {
  /** Every rate on the invoices, each once. */
  rates: readonly Rate[];
  country: Country;
  settings: Pick<ChainSettings, 'correctionsWithFp'>;
  language: Language;
};

/**
 * The columns of a month's export. An invoice with a rate that is not among `rates` is an Error: an invoice with the first
 * such rate was issued after the export began.
 */
export function columnsOf({ rates, country, settings, language }: Given): Columns {
  const inOrder = [...rates].sort(compareRates);
  const words = texts[language];
  const ofRates = inOrder.flatMap((rate) => {
    const name = formatRate(rate, language, country.labels.rates);
    return [words.net, words.vat, words.gross].map((word) => `${word} ${name}`);
  });
  return {
    headings: [...words.before, ...ofRates, words.net, words.vat, words.gross, words.corrected],
    cellsOf: (invoice) => [
      invoice.number,
      { day: invoice.issueDate },
      words.kinds[invoice.kind],
      invoice.kind === 'invoice' || settings.correctionsWithFp ? 'FP' : '',
      ksefCell(invoice, country),
      listed(invoice, (sale) => sale.documentNumber),
      listed(invoice, (sale) => sale.receiptNumber ?? ''),
      listed(invoice, (sale) => sale.tillUniqueNumber),
      { day: invoice.saleDate },
      invoice.buyer.name,
      invoice.buyer.kind === 'company' ? invoice.buyer.nip : '',
      ...amountsOfRates(invoice, inOrder),
      ...[invoice.net, invoice.vat, invoice.gross].map((amount) => ({ amount })),
      invoice.correctedNumber ?? '',
    ],
  };
}

function ksefCell({ buyer, ksefNumber, ksefState }: BookedInvoice, { fiscalChannel }: Country): string {
  if (ksefNumber !== null) return ksefNumber;
  if (ksefState === null) return fiscalChannel.ledgerMark(buyer.kind, 'not_sent');
  return fiscalChannel.ledgerMark(buyer.kind, ksefState === 'rejected' ? 'refused' : 'waiting');
}

/** One text for each receipt of the invoice, in their order. */
function listed({ sales }: BookedInvoice, textOf: (sale: BookedInvoice['sales'][number]) => string): string {
  return sales.map(textOf).join(', ');
}

function amountsOfRates({ number, rates }: BookedInvoice, inOrder: readonly Rate[]): SheetCell[] {
  if (!rates.every(({ rate }) => inOrder.some((one) => isSameRate(one, rate))))
    throw new Error(`${number} has a rate that no invoice had when the export began`);
  return inOrder.flatMap((rate): SheetCell[] => {
    const row = rates.find((one) => isSameRate(one.rate, rate));
    return row ? [row.net, row.vat, row.gross].map((amount) => ({ amount })) : ['', '', ''];
  });
}

type Texts = {
  before: readonly string[];
  net: string;
  vat: string;
  gross: string;
  corrected: string;
  kinds: Record<InvoiceKind, string>;
};

const texts: Record<Language, Texts> = {
  pl: {
    before: [
      'Numer',
      'Data wystawienia',
      'Rodzaj',
      'Typ dokumentu',
      'Numer KSeF albo oznaczenie',
      'Numer dokumentu kasy',
      'Numer paragonu',
      'Numer unikatowy kasy',
      'Data sprzedaży',
      'Nabywca',
      'NIP nabywcy',
    ],
    net: 'Netto',
    vat: 'VAT',
    gross: 'Brutto',
    corrected: 'Numer faktury korygowanej',
    kinds: { invoice: 'faktura', correction: 'korekta' },
  },
  en: {
    before: [
      'Number',
      'Issue date',
      'Kind',
      'Document type',
      'KSeF number or mark',
      'Register document number',
      'Receipt number',
      'Unique register number',
      'Sale date',
      'Buyer',
      'Buyer’s NIP',
    ],
    net: 'Net',
    vat: 'VAT',
    gross: 'Gross',
    corrected: 'Number of the corrected invoice',
    kinds: { invoice: 'invoice', correction: 'correction' },
  },
  uk: {
    before: [
      'Номер',
      'Дата виставлення',
      'Вид',
      'Тип документа',
      'Номер KSeF або позначення',
      'Номер документа каси',
      'Номер чека',
      'Унікальний номер каси',
      'Дата продажу',
      'Покупець',
      'NIP покупця',
    ],
    net: 'Нетто',
    vat: 'VAT',
    gross: 'Брутто',
    corrected: 'Номер виправленої фактури',
    kinds: { invoice: 'фактура', correction: 'коригування' },
  },
};
