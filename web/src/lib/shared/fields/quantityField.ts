import type { FoundLine } from '../../../../../src/contract/receipts.ts';
import { formatQuantity, parseQuantity } from '../../../../../src/domain/money/quantity.ts';
import { type PartRefusal, partRefusal, placesOf } from '../../../../../src/domain/receipts/linePart.ts';
import { country } from '../country.ts';

const onePiece = 1_000_000n;
// Most steps that are searched for a quantity that can be invoiced, when a piece costs less than a grosz.
const mostSteps = 1_000n;

/** A typed quantity: its part of the line, the reason against it, or undefined when it is no quantity of this line. */
export type Typed = { quantity: string } | { refusal: PartRefusal } | undefined;

/** How a part of the line is chosen: not at all (one piece), piece by piece, or typed for measured goods. */
export function stepOf(line: FoundLine): 'none' | 'pieces' | 'measure' {
  if (placesOf(line, country) > 0 || line.remainingQuantity.includes('.')) return 'measure';
  return line.remainingQuantity === '1' ? 'none' : 'pieces';
}

/** Reads "0,50" as 0.5. Undefined when it is no quantity, zero, or more than is left of the line. */
export function readQuantity(typed: string, line: FoundLine): Typed {
  const plain = typed
    .trim()
    .replace(/\s/g, '')
    .replace(',', '.')
    .replace(/^0+(?=\d)/, '')
    .replace(/^\./, '0.')
    .replace(/\.$/, '');
  if (!/^\d{1,9}(\.\d{1,6})?$/.test(plain)) return undefined;
  const micro = parseQuantity(plain);
  if (micro === 0n || micro > parseQuantity(line.remainingQuantity)) return undefined;
  const refusal = partRefusal(line, micro, country);
  return refusal ? { refusal } : { quantity: formatQuantity(micro) };
}

/** The next number of pieces, up or down, that may be invoiced; the same quantity when there is none. */
export function stepped(quantity: string, by: 1 | -1, line: FoundLine): string {
  const most = parseQuantity(line.remainingQuantity);
  const from = parseQuantity(quantity);
  for (let steps = 1n; steps <= mostSteps; steps += 1n) {
    const next = from + BigInt(by) * steps * onePiece;
    if (next >= most) return formatQuantity(by === 1 ? most : from);
    if (next < onePiece) return quantity;
    if (!partRefusal(line, next, country)) return formatQuantity(next);
  }
  return quantity;
}
