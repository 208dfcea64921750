import type { Random } from '../../../domain/random.ts';
import { correctLayout } from '../deceptive/layout.ts';

/** Makes a source that tries to use up time, memory, pages or processes, with random sizes and words. */
export type Attack = (random: Random) => string;
export type Attacks = { [name: string]: Attack };

/** Greatest length of a source that the contract allows. */
export const longestSource = 200_000;

/** A complete layout with additional CSS. As it shows all facts, it passes the check of the source and reaches Chromium. */
export const styled = (css: string): string => correctLayout().replace('</style>', () => `${fitting(css)}\n</style>`);

/** A complete layout with additional HTML at its end. */
export const followedBy = (html: string): string => `${correctLayout()}\n${html}`;

/** `count` pieces, or fewer when they exceed the room that the correct layout leaves. */
export function many(
  count: number,
  piece: (index: number) => string,
  room = longestSource - correctLayout().length - 200,
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

/** `count` values separated by commas, or fewer as in many(). */
export const listOf = (count: number, value: (index: number) => string): string =>
  many(count, (index) => `${value(index)},`).slice(0, -1);

/** `open` repeated `depth` times, the inside, and `close` repeated as often. */
export const wrapped = (depth: number, open: string, inside: string, close: string): string =>
  open.repeat(depth) + inside + close.repeat(depth);

function fitting(css: string): string {
  if (css.length + correctLayout().length > longestSource)
    throw new RangeError(`CSS of ${css.length} characters does not fit`);
  return css;
}
