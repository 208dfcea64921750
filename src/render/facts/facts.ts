import type { DepositView, InvoiceView, LineView, RateView, SaleView } from '../view/view.ts';

/** Whether a fact stands once on the document or in each row of a list. */
export type FactOf = 'head' | 'line' | 'rate' | 'sale' | 'deposit' | 'annotation';

/** Something the law wants on the invoice. What its field is for a designer stands in fields.ts. */
export type Fact = {
  /** The field that prints it, as "lines[].gross". */
  path: string;
  of: FactOf;
  /** The provision as Polish law cites it. Without the act's name: the VAT act. */
  article: string;
  /** Other fields that are true whenever the fact exists. Without any, every invoice has the fact. */
  exists: readonly string[];
  /** Other fields whose text contains it. */
  within: readonly string[];
  /** As the view prints it; empty when this invoice or row has none. `index` counts rows from 0. */
  printed(view: InvoiceView, index: number): string;
};

/** One fact of one invoice. `index` is its row counted from 0, and 0 for a fact of the head. */
export type PrintedFact = { path: string; of: FactOf; index: number; value: string; article: string };

type Kind = { exists?: readonly string[]; within?: readonly string[] };
type TextOf<Row> = { [Name in keyof Row]: Row[Name] extends string ? Name : never }[keyof Row] & string;

const point = (number: number) => `art. 106e ust. 1 pkt ${number}`;
/** Gross prices and values in place of net ones, VAT on the sum of a rate. */
const fromGross = 'art. 106e ust. 7 i 8';
/** Packaging against a deposit is outside the tax base; without the deposit the amount due does not add up. */
const outsideVat = 'art. 29a ust. 11';

const line = inRows<LineView>('lines', 'line', (view) => view.lines);
const rate = inRows<RateView>('rates', 'rate', (view) => view.rates);
const sale = inRows<SaleView>('sales', 'sale', (view) => view.sales);
const deposit = inRows<DepositView>('deposits', 'deposit', (view) => view.deposits);
const withDeposits: Kind = { exists: ['deposits', 'depositsTotal'] };

/**
 * Every fact of an invoice to a registered sale. Source: art. 106e(1) points 1–6, 7–15, 19, art. 106e(7)–(8), art. 106h(1) of
 * the VAT act. `receiptNote` and `registerNote` are none: the law asks for the numbers of document and till (each is a fact
 * of its sale), and art. 109(3d) speaks of the seller's records, not of the paper.
 */
export const invoiceFacts: readonly Fact[] = [
  head('number', point(2), (view) => view.number, { within: ['title'] }),
  head('issueDate', point(1), (view) => view.issueDate),
  head('saleDate', point(6), (view) => view.saleDate),
  head('seller.name', point(3), (view) => view.seller.name),
  head('seller.address', point(3), (view) => view.seller.address),
  head('seller.nip', point(4), (view) => view.seller.nip),
  head('buyer.name', point(3), (view) => view.buyer.name),
  head('buyer.address', point(3), (view) => view.buyer.address, { exists: ['buyer.address'] }),
  head('buyer.nip', point(5), (view) => view.buyer.nip, { exists: ['buyer.nip', 'buyer.isCompany', 'buyer.address'] }),
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
  head('totals.net', point(13), (view) => view.totals.net),
  head('totals.vat', point(14), (view) => view.totals.vat),
  head('totals.gross', point(15), (view) => view.totals.gross),
  head('due', point(15), (view) => view.due),
  deposit('amount', outsideVat, withDeposits),
  head('depositsTotal', outsideVat, (view) => view.depositsTotal, withDeposits),
  sale('documentNumber', 'art. 106h ust. 1'),
  sale('tillUniqueNumber', 'art. 106h ust. 1'),
  {
    ...sale('saleDate', point(6), { exists: ['severalSales'] }),
    // The date of a single sale is the invoice's own.
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

/** What a mail shows: which invoice comes, and from whom. */
export const mailFacts: readonly Fact[] = invoiceFacts.filter(({ path }) => inMails.includes(path));

/** Every fact that this invoice has, fact by fact and row by row. */
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
  head: () => 1,
  line: (view) => view.lines.length,
  rate: (view) => view.rates.length,
  sale: (view) => view.sales.length,
  deposit: (view) => view.deposits.length,
  annotation: (view) => view.annotations.length,
};

function head(path: string, article: string, printed: (view: InvoiceView) => string, kind: Kind = {}): Fact {
  return { path, of: 'head', article, exists: [], within: [], ...kind, printed };
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
