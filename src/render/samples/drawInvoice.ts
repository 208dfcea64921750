import type { ChainSettings } from '../../domain/chains/settings.ts';
import type { Country, CountryCode } from '../../domain/countries/country.ts';
import { countryOf } from '../../domain/countries/countryOf.ts';
import { addDays } from '../../domain/day.ts';
import type { Language } from '../../domain/format.ts';
import type { Invoice, RegisteredSale, Seller } from '../../domain/invoices/invoice.ts';
import { formatNumber, numberingSeries } from '../../domain/invoices/numbering.ts';
import { selectionTotals } from '../../domain/invoices/selection.ts';
import { type Minor, minor } from '../../domain/money/money.ts';
import { type SpreadDiscount, spreadDiscounts } from '../../domain/money/spreadDiscounts.ts';
import type { Random } from '../../domain/random.ts';
import type { Payment } from '../../domain/receipts/payment.ts';
import type { Receipt, ReceiptLine } from '../../domain/receipts/receipt.ts';
import { invoiceView } from '../view/view.ts';
import { clashes } from './clashes.ts';
import { drawDeposits, drawLine, type Letter } from './goods.ts';
import { type BuyerSort, drawBuyer } from './parties.ts';
import { openPool, type Pool } from './pool.ts';
import { drawId, drawSales, type Store } from './sales.ts';

/** Least and greatest value, both included. */
export type Range = readonly [number, number];

/** The fixed properties of a sample. All other properties are random. */
export type SampleProfile = {
  buyer: BuyerSort;
  lines: Range;
  sales: Range;
  /** Rate letters. Each is used when there are enough lines. */
  letters: readonly Letter[];
  price: Range;
  weighed: 'none' | 'some' | 'all';
  /** `sure`: on at least one line. `every`: also on one rate and on the whole receipt. */
  discounts: 'none' | 'some' | 'sure' | 'every';
  /** Number of kinds of packaging. */
  deposits: Range;
  names: 'usual' | 'one long' | 'longest';
  receiptNumbers: 'all' | 'some' | 'none';
};

/** The chain whose invoices the sample resembles. */
export type SampleChain = {
  country: CountryCode;
  seller: Seller;
  settings: Pick<ChainSettings, 'numberFormat' | 'exemptionBasis'>;
  /** The chain's name for shoppers. */
  brand: string;
  /** The chain's stores. Without any, stores are drawn at random. */
  stores?: readonly Store[];
  /** Chain-local ISO day. */
  today: string;
};

const attempts = 60;

/**
 * An invoice of this profile whose amounts add up. No printed value contains another, except equal sums, unless 60 attempts
 * all fail.
 */
export function drawInvoice(random: Random, chain: SampleChain, profile: SampleProfile, language: Language): Invoice {
  let drawn = drawOnce(random, chain, profile, language);
  for (let attempt = 1; attempt < attempts && clashes(viewOf(drawn, chain, language)).length > 0; attempt++) {
    drawn = drawOnce(random, chain, profile, language);
  }
  return drawn;
}

const viewOf = (invoice: Invoice, { brand }: SampleChain, language: Language) =>
  invoiceView(invoice, { language, theme: { name: brand } });

function drawOnce(random: Random, chain: SampleChain, profile: SampleProfile, language: Language): Invoice {
  const { seller, settings, today, brand, stores = [] } = chain;
  const country = countryOf(chain.country);
  const pool = openPool([seller.name, seller.address, country.taxId.format(seller.nip), settings.exemptionBasis]);
  const issueDate = addDays(today, -random.whole(0, 9));
  const sales = drawSales(random, pool, {
    count: random.whole(...profile.sales),
    stores,
    brand,
    longest: profile.names === 'longest',
    receiptNumbers: profile.receiptNumbers,
    issueDate,
    language,
  });
  const buyer = drawBuyer(random, pool, profile.buyer, country.taxId);
  const receipts = drawReceipts(random, pool, sales, profile, language);
  const money = selectionTotals(receipts, wholeOf(receipts), country);
  return {
    ...money,
    ...drawNumber(random, pool, country, {
      format: settings.numberFormat,
      store: sales[0]?.storeCode ?? '',
      issueDate,
    }),
    id: drawId(random),
    kind: 'invoice',
    issuedAt: `${issueDate}T10:15:00.000Z`,
    issueDate,
    saleDate:
      sales
        .map((sale) => sale.saleDate)
        .toSorted()
        .at(-1) ?? issueDate,
    country: country.code,
    currency: country.currency,
    seller,
    buyer,
    sales,
    payments: drawPayments(random, money.due),
    annotations: country.annotations({ ...money, buyer }, settings),
  };
}

/** One way to pay, and now and then two. */
function drawPayments(random: Random, due: Minor): Payment[] {
  const [first = 'card', second = 'cash'] = random.chance(0.5)
    ? (['card', 'voucher'] as const)
    : (['cash', 'mobile'] as const);
  if (due < 2 || random.chance(0.7)) return [{ method: first, amount: due }];
  const part = minor(random.whole(1, due - 1));
  return [
    { method: first, amount: minor(due - part) },
    { method: second, amount: part },
  ];
}

function drawNumber(
  random: Random,
  pool: Pool,
  { numbering }: Country,
  { format, store, issueDate }: { format: string; store: string; issueDate: string },
): { number: string; series: string } {
  const number = pool.draw(
    () => formatNumber(format, { store, issueDate, n: Math.round(20_000 ** random.next()) }, numbering),
    (drawn) => [drawn],
  );
  return { number, series: numberingSeries(format, store) };
}

/** One receipt for each sale, each with at least one line. */
function drawReceipts(
  random: Random,
  pool: Pool,
  sales: readonly RegisteredSale[],
  profile: SampleProfile,
  language: Language,
): Receipt[] {
  const deposits = drawDeposits(random, pool, random.whole(...profile.deposits), language);
  const lines = drawLines(random, pool, Math.max(sales.length, random.whole(...profile.lines)), profile, language);
  return sales.map((sale, index) => {
    const own = lines.filter((_, at) => Math.floor((at * sales.length) / lines.length) === index);
    const discounted = profile.discounts === 'every' ? withSpread(own, receiptDiscounts(random, own)) : own;
    return {
      id: sale.receiptId,
      lines: discounted,
      deposits: index === 0 ? deposits : [],
      depositsTaken: false,
      payments: [],
      total: minor(discounted.reduce((sum, line) => sum + line.gross, 0)),
      saleDate: sale.saleDate,
    };
  });
}

function drawLines(
  random: Random,
  pool: Pool,
  count: number,
  { letters, price, weighed, discounts, names }: SampleProfile,
  language: Language,
): ReceiptLine[] {
  const longAt = names === 'one long' ? random.whole(1, count - 1) : -1;
  return Array.from({ length: count }, (_, index) =>
    drawLine(random, pool, {
      letter: letters[index] ?? random.pick(letters),
      price,
      sold: soldBy(random, weighed, index, index === longAt),
      discounted: discounts !== 'none' && ((index === 0 && discounts !== 'some') || random.chance(0.2)),
      name: names === 'longest' ? 'longest' : index === longAt ? 'long' : 'usual',
      language,
    }),
  );
}

/** Samples with weighed goods have them on the first line. A gift set is sold by the piece. */
function soldBy(random: Random, weighed: SampleProfile['weighed'], index: number, isSet: boolean) {
  const isPiece = weighed === 'none' || (weighed === 'some' && index > 0 && random.chance(0.7));
  return isPiece || isSet ? 'pieces' : random.pick(['weight', 'weight', 'measure'] as const);
}

/** Two discounts: one on the rate of the first line and one on the whole receipt. */
function receiptDiscounts(random: Random, lines: readonly ReceiptLine[]): SpreadDiscount[] {
  const letter = lines[0]?.letter ?? '';
  const share = (of: readonly ReceiptLine[]) =>
    minor(Math.floor((of.reduce((sum, line) => sum + line.gross, 0) * random.whole(4, 15)) / 100));
  return [{ amount: share(lines.filter((line) => line.letter === letter)), letter }, { amount: share(lines) }];
}

function withSpread(lines: readonly ReceiptLine[], discounts: readonly SpreadDiscount[]): ReceiptLine[] {
  const letters = [...new Set(lines.map((line) => line.letter))].toSorted();
  const { shares } = spreadDiscounts(lines, letters, discounts);
  return lines.map((line, index) => {
    const share = shares[index] ?? minor(0);
    const gross = minor(line.gross - share);
    return { ...line, discount: minor(line.discount + share), receiptDiscount: share, gross, remainingGross: gross };
  });
}

function wholeOf(receipts: readonly Receipt[]) {
  return receipts.flatMap(({ id, lines }) =>
    lines.map((line) => ({ receiptId: id, lineId: line.id, quantity: line.quantity })),
  );
}
