import type { FoundLine } from '../../../../../src/contract/receipts.ts';
import { formatQuantity, parseQuantity } from '../../../../../src/domain/money/quantity.ts';
import { type PartRefusal, partRefusal, placesOf } from '../../../../../src/domain/receipts/linePart.ts';
import { goods } from '../goods.ts';

const onePiece = 1_000_000n;
// A step of weighed goods is the largest power of ten of which at least five are left, and never less than a gram.
const leastStep = 1_000n;
const stepsInMost = 5n;
// Most steps that are searched for a quantity that can be invoiced, when a piece costs less than a grosz.
const mostSteps = 1_000n;

/** A typed quantity: its part of the line, the reason against it, or undefined when it is no quantity of this line. */
export type Typed = { quantity: string } | { refusal: PartRefusal } | undefined;

/** How the part of a line is chosen: not at all (one piece), piece by piece, or as a measure that can also be typed. */
export function stepOf(line: FoundLine): 'none' | 'pieces' | 'measure' {
  if (placesOf(line, goods) > 0 || line.remainingQuantity.includes('.')) return 'measure';
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
  const refusal = partRefusal(line, micro, goods);
  return refusal ? { refusal } : { quantity: formatQuantity(micro) };
}

/** The next quantity, up or down, that may be invoiced; the same quantity where there is none. Measures go in round steps. */
export function stepped(quantity: string, by: 1 | -1, line: FoundLine): string {
  const most = parseQuantity(line.remainingQuantity);
  const from = parseQuantity(quantity);
  const step = stepOf(line) === 'measure' ? measureStep(most) : onePiece;
  // 0.326 goes down to 0.32: the first step ends on a whole multiple.
  const over = from % step;
  const base = from - over + (by === -1 && over > 0n ? step : 0n);
  for (let steps = 1n; steps <= mostSteps; steps += 1n) {
    const next = base + BigInt(by) * steps * step;
    if (next >= most) return formatQuantity(by === 1 ? most : from);
    if (next < step) return quantity;
    if (!partRefusal(line, next, goods)) return formatQuantity(next);
  }
  return quantity;
}

function measureStep(most: bigint): bigint {
  let step = leastStep;
  while (step * 10n * stepsInMost <= most) step *= 10n;
  return step;
}
