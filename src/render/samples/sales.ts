import { addDays } from '../../domain/day.ts';
import { formatDay, type Language } from '../../domain/format.ts';
import type { RegisteredSale } from '../../domain/invoices/invoice.ts';
import type { Random } from '../../domain/random.ts';
import { fullCode, fullText } from './fullText.ts';
import { drawAddress } from './parties.ts';
import type { Pool } from './pool.ts';

export type Store = { code: string; name: string; address: string };

export type SalesWanted = {
  count: number;
  /** The chain's own stores. Without any, stores named after `brand` are drawn at random. */
  stores: readonly Store[];
  brand: string;
  longest: boolean;
  /** Which sales have a receipt number: all, about 60% of them, or none. */
  receiptNumbers: 'all' | 'some' | 'none';
  issueDate: string;
  language: Language;
};

/** Sales with a till of their own each, on days before the invoice. The last one is the newest. */
export function drawSales(random: Random, pool: Pool, wanted: SalesWanted): RegisteredSale[] {
  const { issueDate, language } = wanted;
  const newest = pool.draw(
    () => addDays(issueDate, -random.whole(1, 45)),
    (day) => [formatDay(day, language), formatDay(issueDate, language)],
  );
  const lastIndex = wanted.count - 1;
  return Array.from({ length: wanted.count }, (_, index) =>
    drawSale(random, pool, wanted, index === lastIndex ? newest : addDays(newest, -random.whole(0, 40))),
  );
}

function drawSale(random: Random, pool: Pool, wanted: SalesWanted, saleDate: string): RegisteredSale {
  const { longest, receiptNumbers } = wanted;
  const digit = () => random.whole(0, 9);
  const store = wanted.stores.length > 0 && !longest ? random.pick(wanted.stores) : drawStore(random, wanted);
  const hasReceiptNumber = receiptNumbers === 'all' || (receiptNumbers === 'some' && random.chance(0.6));
  return {
    receiptId: drawId(random),
    storeCode: store.code,
    storeName: store.name,
    storeAddress: store.address,
    saleDate,
    ...pool.draw(
      () => ({
        tillUniqueNumber: longest ? fullCode(20, digit) : drawTill(random),
        documentNumber: longest ? fullCode(40, digit) : String(random.whole(10_000, 899_999)).padStart(6, '0'),
      }),
      ({ tillUniqueNumber, documentNumber }) => [tillUniqueNumber, documentNumber],
    ),
    ...(hasReceiptNumber && { receiptNumber: longest ? fullCode(40, digit) : String(random.whole(1, 99_999)) }),
  };
}

function drawStore(random: Random, { brand, longest }: SalesWanted): Store {
  const address = drawAddress(random);
  const city = address.slice(address.lastIndexOf(' ') + 1);
  if (!longest)
    return { code: `${random.pick([...'KWGPSLRT'])}${random.whole(10, 99)}`, name: `${brand} ${city}`, address };
  return {
    code: fullCode(20, () => random.whole(0, 9)),
    name: fullText(120, () => `${brand} ${city}`),
    address: fullText(200, () => drawAddress(random)),
  };
}

/** A unique register number: three letters and ten digits. */
function drawTill(random: Random): string {
  const letters = Array.from({ length: 3 }, () => random.pick([...'ABCEFWZ'])).join('');
  return letters + String(random.whole(1_000_000_000, 2_999_999_999));
}

/** An id in the shape of a UUID. */
export function drawId(random: Random): string {
  const hex = (length: number) => Array.from({ length }, () => random.whole(0, 15).toString(16)).join('');
  return `${hex(8)}-${hex(4)}-7${hex(3)}-8${hex(3)}-${hex(12)}`;
}
