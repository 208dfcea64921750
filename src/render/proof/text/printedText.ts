import type { Glyph } from '../page/printedPages.ts';
import { foldChar, foldText } from './foldText.ts';

/** A place where a value is printed: its glyphs in painting order, and their bounding box on their first page, in points. */
export type Occurrence = {
  glyphs: readonly Glyph[];
  page: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** Type size of the smallest glyph, in points. */
  size: number;
};

/**
 * How a value may be printed. `amount`: digits that read as this number. `text`: words that may wrap. `unit`: words that may
 * follow a digit. `reduction`: an amount with or without a minus.
 */
export type ValueKind = 'amount' | 'text' | 'unit' | 'reduction';

/** Glyphs of a document, searchable by value and by line. */
export type PrintedText = {
  glyphs: readonly Glyph[];
  /** All places where the value is printed, in painting order. */
  find(value: string, kind: ValueKind): Occurrence[];
  /** Glyphs on the same printed line as `glyph`, left to right. */
  lineOf(glyph: Glyph): readonly Glyph[];
};

export function printedText(glyphs: readonly Glyph[]): PrintedText {
  const marked = glyphs.filter(({ char }) => foldChar(char) !== '');
  let squeezed = '';
  const owner: number[] = [];
  marked.forEach(({ char }, index) => {
    const folded = foldChar(char);
    squeezed += folded;
    for (let count = 0; count < folded.length; count += 1) owner.push(index);
  });
  const lines = linesOf(marked);
  const found = new Map<string, Occurrence[]>();

  function find(value: string, kind: ValueKind): Occurrence[] {
    const key = `${kind} ${value}`;
    const cached = found.get(key) ?? search(foldText(value), kind);
    found.set(key, cached);
    return cached;
  }

  function search(wanted: string, kind: ValueKind): Occurrence[] {
    const result: Occurrence[] = [];
    if (wanted === '') return result;
    for (let at = squeezed.indexOf(wanted); at >= 0; at = squeezed.indexOf(wanted, at + 1)) {
      const [first, last] = [owner[at] ?? 0, owner[at + wanted.length - 1] ?? 0];
      // A match that begins or ends inside a ligature is no match.
      if (owner[at - 1] === first || owner[at + wanted.length] === last) continue;
      const own = marked.slice(first, last + 1);
      if (isContiguous(own, kind) && endsThere(own, kind, lines)) result.push(occurrenceOf(own));
    }
    return result;
  }

  return { glyphs: marked, find, lineOf: (glyph) => lines.of(glyph) };
}

export function occurrenceOf(glyphs: readonly Glyph[]): Occurrence {
  const page = glyphs[0]?.page ?? 0;
  let [left, right, top, bottom, least] = [1e9, -1e9, 1e9, -1e9, 1e9];
  for (const glyph of glyphs) {
    if (glyph.page !== page) continue;
    left = Math.min(left, glyph.left);
    right = Math.max(right, glyph.right);
    top = Math.min(top, glyph.baseline - 0.8 * glyph.size);
    bottom = Math.max(bottom, glyph.baseline + 0.2 * glyph.size);
    least = Math.min(least, glyph.size);
  }
  return { glyphs, page, left, right, top, bottom, size: least };
}

const isNumber = (kind: ValueKind) => kind === 'amount' || kind === 'reduction';

/** Whether glyphs that follow each other in painting order are also neighbours on a line, or at a wrap of the text. */
function isContiguous(glyphs: readonly Glyph[], kind: ValueKind): boolean {
  for (let index = 1; index < glyphs.length; index += 1) {
    const [before, after] = [glyphs[index - 1], glyphs[index]];
    if (!before || !after) return false;
    const size = Math.max(before.size, after.size);
    const gap = after.left - before.right;
    if (sameLine(before, after)) {
      if (gap > (isNumber(kind) ? 0.7 : 2) * size || gap < -0.4 * size) return false;
    } else if (isNumber(kind) || !wraps(before, after, size)) return false;
  }
  return true;
}

function wraps(before: Glyph, after: Glyph, size: number): boolean {
  if (after.page === before.page + 1) return true;
  const down = after.baseline - before.baseline;
  return after.page === before.page && down > 0.5 * size && down < 2.6 * size && after.left < before.right;
}

export function sameLine(a: Glyph, b: Glyph): boolean {
  return a.page === b.page && Math.abs(a.baseline - b.baseline) < 0.3 * Math.max(a.size, b.size);
}

/** Whether no digit, letter, separator or sign adjoins the glyphs, which would make another value of them. */
function endsThere(glyphs: readonly Glyph[], kind: ValueKind, lines: Lines): boolean {
  const [first, last] = [glyphs[0], glyphs.at(-1)];
  if (!first || !last) return false;
  const before = lines.beside(first, 'left');
  const after = lines.beside(last, 'right');
  const isDigit = (glyph: Glyph) => /\d/.test(foldChar(glyph.char));
  const isWord = (glyph: Glyph) => /[\p{L}\d]/u.test(foldChar(glyph.char));
  if (!isNumber(kind)) {
    const glued = (glyph: Glyph | undefined, gap: number, own: Glyph) =>
      glyph !== undefined &&
      gap < 0.12 * own.size &&
      isWord(glyph) &&
      isWord(own) &&
      !(kind === 'unit' && isDigit(glyph));
    return !glued(before?.glyph, before?.gap ?? 0, first) && !glued(after?.glyph, after?.gap ?? 0, last);
  }
  if (before && before.gap < 0.12 * first.size && /[\p{L}\d.,+]/u.test(foldChar(before.glyph.char))) return false;
  if (kind === 'amount' && before && before.gap < 0.5 * first.size && foldChar(before.glyph.char) === '-') return false;
  if (before && before.gap < 0.45 * first.size && isDigit(before.glyph)) return false;
  if (after && after.gap < 0.45 * last.size && isDigit(after.glyph)) return false;
  if (after && after.gap < 0.12 * last.size && /[.,]/.test(after.glyph.char)) {
    const next = lines.beside(after.glyph, 'right');
    if (next && next.gap < 0.12 * last.size && isDigit(next.glyph)) return false;
  }
  return true;
}

type Lines = {
  of(glyph: Glyph): readonly Glyph[];
  /** The next glyph on the same line, and its distance in points. */
  beside(glyph: Glyph, side: 'left' | 'right'): { glyph: Glyph; gap: number } | undefined;
};

/** Groups glyphs by page and printed line, each line from left to right. */
function linesOf(glyphs: readonly Glyph[]): Lines {
  const rows = new Map<number, Glyph[]>();
  const lineOf = new Map<Glyph, Glyph[]>();
  for (const glyph of glyphs) {
    const row = Math.round(glyph.baseline);
    let line: Glyph[] | undefined;
    for (const at of [row, row - 1, row + 1]) {
      const [sample] = rows.get(keyOf(glyph.page, at)) ?? [];
      if (!line && sample && sameLine(sample, glyph)) line = rows.get(keyOf(glyph.page, at));
    }
    if (!line) {
      line = [];
      rows.set(keyOf(glyph.page, row), line);
    }
    line.push(glyph);
    lineOf.set(glyph, line);
  }
  for (const line of rows.values()) line.sort((a, b) => a.left - b.left);

  /** The glyph's own line, and the lines of raised or lowered digits that may adjoin it. */
  function linesAround({ page, baseline, size }: Glyph): Glyph[][] {
    const around: Glyph[][] = [];
    for (let row = Math.round(baseline - 0.6 * size) - 1; row <= Math.round(baseline + 0.4 * size) + 1; row += 1) {
      const line = rows.get(keyOf(page, row));
      if (line) around.push(line);
    }
    return around;
  }

  return {
    of: (glyph) => lineOf.get(glyph) ?? [],
    beside(glyph, side) {
      let best: { glyph: Glyph; gap: number } | undefined;
      for (const line of linesAround(glyph)) {
        const near = side === 'left' ? lastBefore(line, glyph) : firstAfter(line, glyph);
        if (!near) continue;
        const gap = side === 'left' ? glyph.left - near.right : near.left - glyph.right;
        if (!best || gap < best.gap) best = { glyph: near, gap };
      }
      return best;
    },
  };
}

const keyOf = (page: number, row: number) => page * 100_000 + row;

const middleOf = ({ left, right }: Glyph) => (left + right) / 2;

function firstAfter(line: readonly Glyph[], glyph: Glyph): Glyph | undefined {
  return line[indexAfter(line, middleOf(glyph))];
}

function lastBefore(line: readonly Glyph[], glyph: Glyph): Glyph | undefined {
  let index = indexAfter(line, glyph.left) - 1;
  while (line[index] === glyph || (line[index] && middleOf(line[index] as Glyph) >= middleOf(glyph))) index -= 1;
  return line[index];
}

/** Index of the first glyph of a line whose left edge is right of x. */
function indexAfter(line: readonly Glyph[], x: number): number {
  let [low, high] = [0, line.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((line[middle]?.left ?? 0) > x) high = middle;
    else low = middle + 1;
  }
  return low;
}
