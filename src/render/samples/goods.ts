import { formatAmount, formatQuantityText, type Language } from '../../domain/format.ts';
import { type Minor, minor } from '../../domain/money/money.ts';
import { formatQuantity, priceOf } from '../../domain/money/quantity.ts';
import { type Percent, rateFromPercent } from '../../domain/money/rate.ts';
import type { Random } from '../../domain/random.ts';
import type { Deposit, ReceiptLine } from '../../domain/receipts/receipt.ts';
import { fullText } from './fullText.ts';
import type { Pool } from './pool.ts';
import { drawId } from './sales.ts';
import { longUnits, makers, measuredNouns, packaging, shelves, weighedNouns } from './words.ts';

export type Letter = 'A' | 'B' | 'C' | 'D' | 'E';
const percents: Record<Letter, Percent> = { A: 23, B: 8, C: 5, D: 0, E: 'exempt' };

export type GoodsWanted = {
  letter: Letter;
  /** Least and greatest gross price of one unit, in grosze. */
  price: readonly [number, number];
  sold: 'pieces' | 'weight' | 'measure';
  discounted: boolean;
  /** Length of the name: usual, more than one printed line, or the greatest that a receipt may have. */
  name: 'usual' | 'long' | 'longest';
  language: Language;
};

/** A receipt line before discounts on the whole receipt are spread over the lines. */
export function drawLine(random: Random, pool: Pool, wanted: GoodsWanted): ReceiptLine {
  const name = pool.draw(
    () => nameOf(random, wanted),
    (drawn) => [drawn],
  );
  return pool.draw(
    () => lineOf(random, wanted, name),
    ({ unitPrice, discount, gross, quantity }) => [
      ...[unitPrice, gross, discount]
        .filter((amount) => amount > 0)
        .map((amount) => formatAmount(amount, wanted.language)),
      ...(quantity.length > 3 ? [formatQuantityText(quantity, wanted.language)] : []),
    ],
  );
}

function lineOf(random: Random, wanted: GoodsWanted, name: string): ReceiptLine {
  const { letter } = wanted;
  const isLongest = wanted.name === 'longest';
  const { quantity, unit } = isLongest ? longestQuantity(random) : quantityOf(random, wanted);
  // The longest quantity has four digits before and six after the decimal point; a low price keeps the value in bounds.
  const unitPrice = drawPrice(random, isLongest ? [149, 4_999] : wanted.price);
  const full = priceOf(unitPrice, quantity);
  // The discount is never the whole price: a line of value 0 cannot be invoiced.
  const discount = minor(wanted.discounted ? Math.floor((full * random.whole(5, 40)) / 100) : 0);
  const gross = minor(Math.max(1, full - discount));
  return {
    id: drawId(random),
    name,
    quantity,
    unit,
    unitPrice,
    discount,
    receiptDiscount: minor(0),
    gross,
    letter,
    rate: rateFromPercent(percents[letter]),
    remainingQuantity: quantity,
    remainingGross: gross,
  };
}

/** A price that is uniform on a logarithmic scale, so that low prices are as frequent as in a shop. */
function drawPrice(random: Random, [least, most]: readonly [number, number]): Minor {
  return minor(Math.round(least * (most / least) ** random.next()));
}

function quantityOf(random: Random, { sold }: GoodsWanted): { quantity: string; unit: string } {
  const thousandths = (count: number) => formatQuantity(BigInt(count) * 1000n);
  if (sold === 'pieces') {
    const pieces = random.chance(0.4) ? 1 : random.whole(2, 12);
    return { quantity: String(pieces), unit: random.pick(['szt.', 'szt.', 'op.']) };
  }
  if (sold === 'weight') return { quantity: thousandths(random.whole(80, 3499)), unit: 'kg' };
  return { quantity: thousandths(random.whole(150, 9999) * 10), unit: random.pick(['m²', 'm']) };
}

function longestQuantity(random: Random): { quantity: string; unit: string } {
  const micro = BigInt(random.whole(1_000, 9_999)) * 1_000_000n + BigInt(random.whole(100_000, 999_999));
  return { quantity: formatQuantity(micro), unit: random.pick(longUnits) };
}

function nameOf(random: Random, { sold, name }: GoodsWanted): string {
  if (name === 'long') return longName(random);
  if (name === 'longest') return fullText(256, () => pieceName(random));
  if (sold === 'pieces') return pieceName(random);
  return `${random.pick(sold === 'weight' ? weighedNouns : measuredNouns)} ${random.pick(makers)}`;
}

function pieceName(random: Random): string {
  const { nouns, sizes } = random.pick(shelves);
  return `${random.pick(nouns)} ${random.pick(makers)} ${random.pick(sizes)}`;
}

function longName(random: Random): string {
  const parts = Array.from({ length: 3 }, () => pieceName(random));
  return `Zestaw upominkowy w pudełku: ${parts.join(', ')}`;
}

/** `count` deposits for returnable packaging, each of another kind. */
export function drawDeposits(random: Random, pool: Pool, count: number, language: Language): Deposit[] {
  return Array.from({ length: count }, () =>
    pool.draw(
      () => ({
        name: `Kaucja: ${random.pick(packaging)}`,
        quantity: String(random.whole(1, 48)),
        unitPrice: minor(random.pick([50, 50, 100, 150])),
      }),
      ({ name, quantity, unitPrice }) => [name, formatAmount(priceOf(unitPrice, quantity), language)],
    ),
  );
}
