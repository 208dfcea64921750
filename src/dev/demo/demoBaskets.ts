import { poland } from '../../domain/countries/pl/poland.ts';
import type { Random } from '../../domain/random.ts';
import type { PushedReceipt } from '../../domain/receipts/pushedReceipt.ts';
import { type DemoTill, fullPrice, type Ring, receiptOf, ring } from './demoReceipt.ts';
import type { Product } from './product.ts';

/** One purchase of a demo chain's script; unset fields get random values. */
export type Visit = {
  daysAgo: number;
  /** Number of lines. */
  lines?: number;
  /** Lines are added until they cost more than this, in grosze. */
  over?: number;
  /** The lines cost at most this, in grosze. */
  under?: number;
  rings?: readonly Ring[];
  buyerNip?: string;
  discounts?: NonNullable<PushedReceipt['discounts']>;
  till?: number;
};

export type Shelf = {
  products: readonly Product[];
  rates: PushedReceipt['rates'];
  tills: readonly DemoTill[];
};

/** The receipts of a script, in its order. Each till numbers in order of time. `dayAgo` returns an ISO day of the chain. */
export function receiptsOf(script: readonly Visit[], shelf: Shelf, random: Random, dayAgo: (days: number) => string) {
  const receipts = script.map((visit) => {
    const hour = random.whole(8, 20);
    const clock = [hour, random.whole(0, 59), random.whole(0, 59)].map((part) => String(part).padStart(2, '0'));
    return receiptOf({
      till: shelf.tills[visit.till ?? -1] ?? random.pick(shelf.tills),
      issuedAt: warsawInstant(dayAgo(visit.daysAgo), clock.join(':')),
      rings: visit.rings ?? basketOf(visit, shelf.products, random),
      rates: shelf.rates,
      method: random.pick(['karta', 'karta', 'BLIK', 'gotówka']),
      ...(visit.buyerNip !== undefined && { buyerNip: visit.buyerNip }),
      ...(visit.discounts !== undefined && { discounts: visit.discounts }),
    });
  });
  return numbered(receipts, random);
}

function basketOf(visit: Visit, products: readonly Product[], random: Random): Ring[] {
  const rings: Ring[] = [];
  let cost = 0;
  const wanted = visit.over === undefined ? (visit.lines ?? random.whole(4, 16)) : Number.POSITIVE_INFINITY;
  while (rings.length < wanted && cost <= (visit.over ?? Number.POSITIVE_INFINITY)) {
    const next = ring(random.pick(products), random);
    const price = fullPrice(next.product, next.quantity) - next.discount;
    if (visit.under !== undefined && cost + price > visit.under) {
      if (rings.length > 0) break;
      continue;
    }
    rings.push(next);
    cost += price;
  }
  return rings;
}

function numbered(receipts: Omit<PushedReceipt, 'documentNumber'>[], random: Random): PushedReceipt[] {
  const lastOfTill = new Map<string, number>();
  const numbers = new Map<object, number>();
  const inOrder = [...receipts].sort((a, b) => a.issuedAt.localeCompare(b.issuedAt));
  for (const receipt of inOrder) {
    const till = receipt.till.uniqueNumber;
    const number = (lastOfTill.get(till) ?? random.whole(12_000, 60_000)) + random.whole(20, 400);
    lastOfTill.set(till, number);
    numbers.set(receipt, number);
  }
  return receipts.map((receipt) => {
    const number = numbers.get(receipt) ?? 0;
    // A till's document number also counts reports and voids; the receipt number counts receipts only.
    return { ...receipt, documentNumber: String(number), receiptNumber: String(number - 311) };
  });
}

/** An RFC 3339 instant for a local day and time in Poland. */
function warsawInstant(day: string, clock: string): string {
  const zone = new Intl.DateTimeFormat('en', { timeZone: poland.timeZone, timeZoneName: 'longOffset' })
    .formatToParts(new Date(`${day}T12:00:00Z`))
    .find((part) => part.type === 'timeZoneName');
  return `${day}T${clock}${zone?.value.replace('GMT', '') ?? '+01:00'}`;
}
