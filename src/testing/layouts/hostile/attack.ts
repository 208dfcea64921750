import type { Random } from '../../../domain/random.ts';
import { honest } from '../dishonest/layout.ts';

/** Makes a source that tries to take time, memory, pages or processes; the chance decides its sizes and words. */
export type Attack = (random: Random) => string;
export type Attacks = { [name: string]: Attack };

/** Longest source that the contract takes. */
export const longestSource = 200_000;

/** A complete layout with more CSS: what passes the check of facts reaches the printer. */
export const styled = (css: string): string => honest().replace('</style>', () => `${fitting(css)}\n</style>`);

/** A complete layout with more HTML at its end. */
export const followedBy = (html: string): string => `${honest()}\n${html}`;

/** So many pieces, as far as there is room beside the honest layout. */
export function many(
  count: number,
  piece: (index: number) => string,
  room = longestSource - honest().length - 200,
): string {
  const pieces: string[] = [];
  let length = 0;
  for (let index = 0; index < count; index++) {
    const next = piece(index);
    length += next.length;
    if (length > room) break;
    pieces.push(next);
  }
  return pieces.join('');
}

/** A list of values with commas. */
export const listOf = (count: number, value: (index: number) => string): string =>
  many(count, (index) => `${value(index)},`).slice(0, -1);

/** So many times `open`, the inside, and as many times `close`. */
export const wrapped = (depth: number, open: string, inside: string, close: string): string =>
  open.repeat(depth) + inside + close.repeat(depth);

function fitting(css: string): string {
  if (css.length + honest().length > longestSource)
    throw new RangeError(`CSS of ${css.length} characters does not fit`);
  return css;
}
