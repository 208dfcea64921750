import { type Minor, minor, sum } from '../../domain/money/money.ts';
import { priceOf } from '../../domain/money/quantity.ts';
import type { Random } from '../../domain/random.ts';
import type { PushedLine, PushedReceipt } from '../../domain/receipts/pushedReceipt.ts';
import { depositPrices } from './groceries.ts';
import type { Product } from './product.ts';

export type DemoStore = { code: string; name: string; address: string };
export type DemoTill = { uniqueNumber: string; number: string; store: DemoStore };

/** A line as the till rings it up. */
export type Ring = { product: Product; quantity: string; discount: number };

/** One purchase. Amounts in grosze. */
export type Purchase = {
  till: DemoTill;
  issuedAt: string;
  rings: readonly Ring[];
  rates: PushedReceipt['rates'];
  discounts?: NonNullable<PushedReceipt['discounts']>;
  buyerNip?: string;
  method: string;
};

/** The receipt of a purchase, with sums computed as a till does, and without the document number. */
export function receiptOf(purchase: Purchase): Omit<PushedReceipt, 'documentNumber'> {
  const lines = purchase.rings.map(lineOf);
  const deposits = depositsOf(purchase.rings);
  const discounts = purchase.discounts ?? [];
  const gross = sum(lines.map((line) => minor(line.gross)));
  const total = minor(gross - sum(discounts.map((discount) => minor(discount.amount))));
  const deposit = sum(deposits.map(({ unitPrice, quantity }) => priceOf(minor(unitPrice), quantity)));
  const usedLetters = new Set(lines.map((line) => line.rate));
  return {
    store: purchase.till.store,
    till: { uniqueNumber: purchase.till.uniqueNumber, number: purchase.till.number },
    issuedAt: purchase.issuedAt,
    currency: 'PLN',
    ...(purchase.buyerNip !== undefined && { buyerNip: purchase.buyerNip }),
    rates: purchase.rates.filter((rate) => usedLetters.has(rate.letter)),
    lines,
    ...(discounts.length > 0 && { discounts }),
    ...(deposits.length > 0 && { deposits }),
    payments: [{ method: purchase.method, amount: total + deposit }],
    total,
  };
}

/** A random quantity of a product, sometimes with a discount. */
export function ring(product: Product, random: Random): Ring {
  const quantity = quantityOf(product, random);
  const discount = random.chance(0.12) ? offer(fullPrice(product, quantity), random) : 0;
  return { product, quantity, discount };
}

export function fullPrice(product: Product, quantity: string): Minor {
  return priceOf(minor(product.price), quantity);
}

function lineOf({ product, quantity, discount }: Ring): PushedLine {
  return {
    name: product.name,
    ...(product.weighed === undefined && { gtin: gtinOf(product.name) }),
    quantity,
    unit: product.unit ?? (product.weighed ? 'kg' : 'szt.'),
    unitPrice: product.price,
    ...(discount > 0 && { discount }),
    gross: fullPrice(product, quantity) - discount,
    rate: product.letter,
  };
}

function quantityOf(product: Product, random: Random): string {
  if (product.weighed) {
    const [least, most] = product.weighed;
    // Scales show grams; shops measure metres to the centimetre.
    const places = product.unit ? 2 : 3;
    const value = least + random.next() * (most - least);
    return String(Number(value.toFixed(places)));
  }
  return String(random.chance(0.6) ? 1 : random.whole(1, product.often ?? 1));
}

/** 10, 20 or 30 % off, in whole grosze. */
function offer(price: Minor, random: Random): number {
  return Math.floor((price * random.pick([10, 20, 30])) / 100);
}

function depositsOf(rings: readonly Ring[]): NonNullable<PushedReceipt['deposits']> {
  const pieces = new Map<string, number>();
  for (const { product, quantity } of rings) {
    if (product.deposit) pieces.set(product.deposit, (pieces.get(product.deposit) ?? 0) + Number(quantity));
  }
  return [...pieces].map(([name, count]) => ({
    name,
    quantity: String(count),
    unitPrice: depositPrices[name] ?? 50,
  }));
}

/** A GTIN from the range that GS1 reserves for use inside shops (prefix 2), so it matches no real product. */
function gtinOf(name: string): string {
  let hash = 0;
  for (const character of name) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 10_000_000_000;
  const digits = `20${String(hash).padStart(10, '0')}`;
  const weighted = [...digits].reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3), 0);
  return `${digits}${(10 - (weighted % 10)) % 10}`;
}
