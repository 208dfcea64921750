import type { FoundLine } from '../../../src/contract/receipts.ts';
import { formatQuantity, parseQuantity } from '../../../src/domain/quantity.ts';

const measures = /^(kg|dag|g|l|ml|m|mb|cm|m2|m²|m3|m³)\.?$/i;

/** How the part of a line is chosen: not at all (one piece), piece by piece, or as a typed measure. */
export function stepOf(line: FoundLine): 'none' | 'pieces' | 'measure' {
  if (measures.test(line.unit) || line.remainingQuantity.includes('.')) return 'measure';
  return line.remainingQuantity === '1' ? 'none' : 'pieces';
}

/** A typed quantity in its one spelling: "0,50" → "0.5". Undefined when it is no quantity, zero, or more than `most`. */
export function readQuantity(typed: string, most: string): string | undefined {
  const plain = typed
    .trim()
    .replace(/\s/g, '')
    .replace(',', '.')
    .replace(/^0+(?=\d)/, '')
    .replace(/^\./, '0.')
    .replace(/\.$/, '');
  if (!/^\d{1,9}(\.\d{1,6})?$/.test(plain)) return undefined;
  const micro = parseQuantity(plain);
  return micro > 0n && micro <= parseQuantity(most) ? formatQuantity(micro) : undefined;
}

/** One piece more or less, never below one piece nor above `most`. */
export function stepped(quantity: string, by: 1 | -1, most: string): string {
  const next = parseQuantity(quantity) + (by === 1 ? 1_000_000n : -1_000_000n);
  if (next < 1_000_000n) return quantity;
  return next > parseQuantity(most) ? most : formatQuantity(next);
}
