import type { DepositView, InvoiceView, LineView, RateView, SaleView } from '../view/view.ts';

/** Whether a fact belongs to the invoice as a whole or to each row of a list. */
export type FactOf = 'invoice' | 'line' | 'rate' | 'sale' | 'deposit' | 'annotation';

/** A fact that the law requires on the invoice. fields.ts describes its field for designers. */
export type Fact = {
  /** The field that prints the fact, such as "lines[].gross". */
  path: string;
  of: FactOf;
  /** The provision in Polish citation. Without the name of an act, it is of the VAT act. */
  article: string;
  /** Fields that are true on every invoice with the fact. An empty list means that every invoice has the fact. */
  exists: readonly string[];
  /** Other fields whose text contains the fact. */
  within: readonly string[];
  /** The printed value; empty when this invoice or row does not have the fact. `index` counts rows from 0. */
  printed(view: InvoiceView, index: number): string;
};

/** One fact of one invoice. `index` is its row, counted from 0, and 0 for a fact of the whole invoice. */
export type PrintedFact = { path: string; of: FactOf; index: number; value: string; article: string };

type Kind = { exists?: readonly string[]; within?: readonly string[] };
type TextOf<Row> = { [Name in keyof Row]: Row[Name] extends string ? Name : never }[keyof Row] & string;

const point = (number: number) => `art. 106e ust. 1 pkt ${number}`;
/** Allows gross prices and values instead of net ones, with VAT computed on the sum of a rate. */
const fromGross = 'art. 106e ust. 7 i 8';
/** Returnable packaging is outside the tax base. Deposits are facts because the amount paid includes them. */
const outsideVat = 'art. 29a ust. 11';

const line = inRows<LineView>('lines', 'line', (view) => view.lines);
const rate = inRows<RateView>('rates', 'rate', (view) => view.rates);
const sale = inRows<SaleView>('sales', 'sale', (view) => view.sales);
const deposit = inRows<DepositView>('deposits', 'deposit', (view) => view.deposits);
const withDeposits: Kind = { exists: ['deposits', 'depositsTotal'] };

/**
 * All facts of an invoice for a sale on a cash register. Source: art. 106e(1) points 1–6, 7–15, 19, art. 106e(7)–(8),
 * art. 106h(1) of the VAT act. `receiptNote` and `registerNote` are no facts: art. 106h(1) requires the numbers of document
 * and till, which are facts of each sale, and art. 109(3d) is about the seller's records, not about the invoice.
 */
export const invoiceFacts: readonly Fact[] = [
  ofInvoice('number', point(2), (view) => view.number, { within: ['title'] }),
  ofInvoice('issueDate', point(1), (view) => view.issueDate),
  ofInvoice('saleDate', point(6), (view) => view.saleDate),
  ofInvoice('seller.name', point(3), (view) => view.seller.name),
  ofInvoice('seller.address', point(3), (view) => view.seller.address),
  ofInvoice('seller.nip', point(4), (view) => view.seller.nip),
  ofInvoice('buyer.name', point(3), (view) => view.buyer.name),
  ofInvoice('buyer.address', point(3), (view) => view.buyer.address, { exists: ['buyer.address'] }),
  ofInvoice('buyer.nip', point(5), (view) => view.buyer.nip, {
    exists: ['buyer.nip', 'buyer.isCompany', 'buyer.address'],
  }),
  line('name', point(7)),
  line('quantity', point(8)),
  line('unit', point(8)),
  line('unitPrice', fromGross),
  line('discount', point(10), { exists: ['lines[].discount', 'lines[].discountMinor', 'discountsTotal'] }),
  line('gross', fromGross),
  line('rate', point(12)),
  rate('rate', point(13)),
  rate('net', point(13)),
  rate('vat', point(14)),
  rate('gross', fromGross),
  ofInvoice('totals.net', point(13), (view) => view.totals.net),
  ofInvoice('totals.vat', point(14), (view) => view.totals.vat),
  ofInvoice('totals.gross', point(15), (view) => view.totals.gross),
  ofInvoice('paid', point(15), (view) => view.paid),
  deposit('amount', outsideVat, withDeposits),
  ofInvoice('depositsTotal', outsideVat, (view) => view.depositsTotal, withDeposits),
  sale('documentNumber', 'art. 106h ust. 1'),
  sale('tillUniqueNumber', 'art. 106h ust. 1'),
  {
    ...sale('saleDate', point(6), { exists: ['severalSales'] }),
    // With a single sale, the invoice's own saleDate is the date of that sale.
    printed: (view, index) => (view.severalSales ? (view.sales[index]?.saleDate ?? '') : ''),
  },
  {
    path: 'annotations[]',
    of: 'annotation',
    article: point(19),
    exists: ['annotations'],
    within: [],
    printed: (view, index) => view.annotations[index] ?? '',
  },
];

const inMails = ['number', 'seller.name'];

/** Facts that a mail must show: the invoice's number and the seller's name. */
export const mailFacts: readonly Fact[] = invoiceFacts.filter(({ path }) => inMails.includes(path));

/** All facts of this invoice, in the order of `invoiceFacts` and of rows. */
export function printedFacts(view: InvoiceView): PrintedFact[] {
  return invoiceFacts.flatMap(({ path, of, article, printed }) =>
    Array.from({ length: rowsOf[of](view) }, (_, index) => ({
      path,
      of,
      index,
      value: printed(view, index),
      article,
    })).filter(({ value }) => value !== ''),
  );
}

const rowsOf: Record<FactOf, (view: InvoiceView) => number> = {
  invoice: () => 1,
  line: (view) => view.lines.length,
  rate: (view) => view.rates.length,
  sale: (view) => view.sales.length,
  deposit: (view) => view.deposits.length,
  annotation: (view) => view.annotations.length,
};

function ofInvoice(path: string, article: string, printed: (view: InvoiceView) => string, kind: Kind = {}): Fact {
  return { path, of: 'invoice', article, exists: [], within: [], ...kind, printed };
}

function inRows<Row>(list: string, of: FactOf, rows: (view: InvoiceView) => readonly Row[]) {
  return (name: TextOf<Row>, article: string, kind: Kind = {}): Fact => ({
    path: `${list}[].${name}`,
    of,
    article,
    exists: [],
    within: [],
    ...kind,
    printed: (view, index) => String(rows(view)[index]?.[name] ?? ''),
  });
}
