/** Marks that set the direction of writing. Source: Unicode Standard Annex 9, table of bidirectional formatting characters. */
const directionMarks = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
/** Blocks whose characters are written from right to left. Source: DerivedBidiClass.txt, defaults R and AL. */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const firstStrongIsolate = '\u2068';
const popIsolate = '\u2069';

/**
 * A name from outside for use beside other words: without direction marks of its own, and, if it has letters that are written
 * from right to left, isolated, so that amounts and labels beside it keep their places. Other names are returned as they are.
 */
export function isolated(name: string): string {
  const plain = name.replace(directionMarks, '');
  return rightToLeft.test(plain) ? `${firstStrongIsolate}${plain}${popIsolate}` : plain;
}
