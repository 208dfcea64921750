import type { ChainSettings } from '../../domain/chains/settings.ts';
import type { Country, CountryCode } from '../../domain/countries/country.ts';
import { countryOf } from '../../domain/countries/countryOf.ts';
import { addDays } from '../../domain/day.ts';
import type { Language } from '../../domain/format.ts';
import type { Invoice, RegisteredSale, Seller } from '../../domain/invoices/invoice.ts';
import { formatNumber, numberingSeries } from '../../domain/invoices/numbering.ts';
import { selectionTotals } from '../../domain/invoices/selection.ts';
import { minor } from '../../domain/money/money.ts';
import { type SpreadDiscount, spreadDiscounts } from '../../domain/money/spreadDiscounts.ts';
import type { Random } from '../../domain/random.ts';
import type { Receipt, ReceiptLine } from '../../domain/receipts/receipt.ts';
import { invoiceView } from '../view/view.ts';
import { clashes } from './clashes.ts';
import { drawDeposits, drawLine, type Letter } from './goods.ts';
import { type BuyerSort, drawBuyer } from './parties.ts';
import { openPool, type Pool } from './pool.ts';
import { drawId, drawSales, type Store } from './sales.ts';

/** From … to, both included. */
export type Range = readonly [number, number];

/** What makes a sample what it is; the rest is left to chance. */
export type Character = {
  buyer: BuyerSort;
  lines: Range;
  sales: Range;
  /** Each is met when there are enough lines. */
  letters: readonly Letter[];
  price: Range;
  weighed: 'none' | 'some' | 'all';
  /** `sure`: on a line at least; `every`: also of one rate and of the whole receipt. */
  discounts: 'none' | 'some' | 'sure' | 'every';
  /** How many kinds of packaging. */
  deposits: Range;
  names: 'usual' | 'one long' | 'longest';
  receiptNumbers: 'all' | 'some' | 'none';
};

/** The chain that a sample could come from. */
export type SampleChain = {
  country: CountryCode;
  seller: Seller;
  settings: Pick<ChainSettings, 'numberFormat' | 'exemptionBasis'>;
  /** What shoppers call it. */
  brand: string;
  /** Its stores, if they are to be used. */
  stores?: readonly Store[];
  /** Chain-local ISO day. */
  today: string;
};

const attempts = 60;

/** An invoice of this character whose money adds up. No printed value contains another, as far as sums allow. */
export function drawInvoice(random: Random, chain: SampleChain, character: Character, language: Language): Invoice {
  let drawn = drawOnce(random, chain, character, language);
  for (let attempt = 1; attempt < attempts && clashes(viewOf(drawn, chain, language)).length > 0; attempt++) {
    drawn = drawOnce(random, chain, character, language);
  }
  return drawn;
}

const viewOf = (invoice: Invoice, { brand }: SampleChain, language: Language) =>
  invoiceView(invoice, { language, theme: { name: brand } });

function drawOnce(random: Random, chain: SampleChain, character: Character, language: Language): Invoice {
  const { seller, settings, today, brand, stores = [] } = chain;
  const country = countryOf(chain.country);
  const pool = openPool([seller.name, seller.address, country.taxId.format(seller.nip), settings.exemptionBasis]);
  const issueDate = addDays(today, -random.whole(0, 9));
  const sales = drawSales(random, pool, {
    count: random.whole(...character.sales),
    stores,
    brand,
    longest: character.names === 'longest',
    receiptNumbers: character.receiptNumbers,
    issueDate,
    language,
  });
  const buyer = drawBuyer(random, pool, character.buyer, country.taxId);
  const receipts = drawReceipts(random, pool, sales, character, language);
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
    annotations: country.annotations(money.rates, settings),
  };
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

/** A receipt for each sale; every one has a line. */
function drawReceipts(
  random: Random,
  pool: Pool,
  sales: readonly RegisteredSale[],
  character: Character,
  language: Language,
): Receipt[] {
  const deposits = drawDeposits(random, pool, random.whole(...character.deposits), language);
  const lines = drawLines(random, pool, Math.max(sales.length, random.whole(...character.lines)), character, language);
  return sales.map((sale, index) => {
    const own = lines.filter((_, at) => Math.floor((at * sales.length) / lines.length) === index);
    const discounted = character.discounts === 'every' ? withSpread(own, receiptDiscounts(random, own)) : own;
    return {
      id: sale.receiptId,
      lines: discounted,
      deposits: index === 0 ? deposits : [],
      depositsTaken: false,
      total: minor(discounted.reduce((sum, line) => sum + line.gross, 0)),
      saleDate: sale.saleDate,
    };
  });
}

function drawLines(
  random: Random,
  pool: Pool,
  count: number,
  { letters, price, weighed, discounts, names }: Character,
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

/** What is weighed somewhere is weighed on the first line. A gift set is no matter of weight. */
function soldBy(random: Random, weighed: Character['weighed'], index: number, isSet: boolean) {
  const isPiece = weighed === 'none' || (weighed === 'some' && index > 0 && random.chance(0.7));
  return isPiece || isSet ? 'pieces' : random.pick(['weight', 'weight', 'measure'] as const);
}

/** One on the rate of the first line, one on the whole receipt. */
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
    const share = shares[index] ?? 0;
    const gross = minor(line.gross - share);
    return { ...line, discount: minor(line.discount + share), gross, remainingGross: gross };
  });
}

function wholeOf(receipts: readonly Receipt[]) {
  return receipts.flatMap(({ id, lines }) =>
    lines.map((line) => ({ receiptId: id, lineId: line.id, quantity: line.quantity })),
  );
}
