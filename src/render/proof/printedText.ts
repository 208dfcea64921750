import { foldChar, foldText } from './foldText.ts';
import type { Glyph } from './readPages.ts';

/** One place where a value is printed: its glyphs in the order of painting, and the box around them on their first page. */
export type Occurrence = {
  glyphs: readonly Glyph[];
  page: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** Of the smallest glyph, in points. */
  size: number;
};

/** `amount`: digits that must be read as this number. `text`: words that may wrap. `unit`: words that may follow a digit. */
export type ValueKind = 'amount' | 'text' | 'unit';

/** A stretch of the order of painting, from after one glyph to before another. */
export type Stretch = { after?: Glyph | undefined; before?: Glyph | undefined };

/** All seen glyphs of a document, searchable by value and by place. */
export type PrintedText = {
  glyphs: readonly Glyph[];
  /** Every place where the value stands, in the order of painting; within a stretch of it when one is given. */
  find(value: string, kind: ValueKind, stretch?: Stretch): Occurrence[];
  /** Seen glyphs on the same line of print as `glyph`, left to right. */
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
  const starts = new Map<Glyph, number>();
  for (let index = owner.length - 1; index >= 0; index -= 1) {
    const glyph = marked[owner[index] ?? 0];
    if (glyph) starts.set(glyph, index);
  }
  const found = new Map<string, Occurrence[]>();

  function find(value: string, kind: ValueKind, stretch?: Stretch): Occurrence[] {
    if (stretch) return search(foldText(value), kind, stretch);
    const key = `${kind} ${value}`;
    const cached = found.get(key) ?? search(foldText(value), kind, {});
    found.set(key, cached);
    return cached;
  }

  function search(wanted: string, kind: ValueKind, { after, before }: Stretch): Occurrence[] {
    const result: Occurrence[] = [];
    if (wanted === '') return result;
    const from = after ? (starts.get(after) ?? -1) + 1 : 0;
    const text = before ? squeezed.slice(0, starts.get(before) ?? squeezed.length) : squeezed;
    for (let at = text.indexOf(wanted, from); at >= 0; at = text.indexOf(wanted, at + 1)) {
      const [first, last] = [owner[at] ?? 0, owner[at + wanted.length - 1] ?? 0];
      // Half a glyph is no match: a ligature begins or ends inside the value.
      if (owner[at - 1] === first || owner[at + wanted.length] === last) continue;
      const own = marked.slice(first, last + 1);
      if (holdsTogether(own, kind) && endsThere(own, kind, lines)) result.push(occurrenceOf(own));
    }
    return result;
  }

  return { glyphs: marked, find, lineOf: (glyph) => lines.of(glyph) };
}

export function occurrenceOf(glyphs: readonly Glyph[]): Occurrence {
  const page = glyphs[0]?.page ?? 0;
  const own = glyphs.filter((glyph) => glyph.page === page);
  return {
    glyphs,
    page,
    left: Math.min(...own.map(({ left }) => left)),
    right: Math.max(...own.map(({ right }) => right)),
    top: Math.min(...own.map(({ baseline, size }) => baseline - 0.8 * size)),
    bottom: Math.max(...own.map(({ baseline, size }) => baseline + 0.2 * size)),
    size: Math.min(...own.map(({ size }) => size)),
  };
}

/** Letters that follow each other in painting also stand beside each other, or under each other where text wraps. */
function holdsTogether(glyphs: readonly Glyph[], kind: ValueKind): boolean {
  for (let index = 1; index < glyphs.length; index += 1) {
    const [before, after] = [glyphs[index - 1], glyphs[index]];
    if (!before || !after) return false;
    const size = Math.max(before.size, after.size);
    const gap = after.left - before.right;
    if (sameLine(before, after)) {
      if (gap > (kind === 'amount' ? 0.7 : 2) * size || gap < -0.4 * size) return false;
    } else if (kind === 'amount' || !wraps(before, after, size)) return false;
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

/** Whether nothing is glued to the value that makes it another one: a digit, a letter, a separator or a sign. */
function endsThere(glyphs: readonly Glyph[], kind: ValueKind, lines: Lines): boolean {
  const [first, last] = [glyphs[0], glyphs.at(-1)];
  if (!first || !last) return false;
  const before = lines.beside(first, 'left');
  const after = lines.beside(last, 'right');
  const isDigit = (glyph: Glyph) => /\d/.test(foldChar(glyph.char));
  const isWord = (glyph: Glyph) => /[\p{L}\d]/u.test(foldChar(glyph.char));
  if (kind !== 'amount') {
    const glued = (glyph: Glyph | undefined, gap: number, own: Glyph) =>
      glyph !== undefined &&
      gap < 0.12 * own.size &&
      isWord(glyph) &&
      isWord(own) &&
      !(kind === 'unit' && isDigit(glyph));
    return !glued(before?.glyph, before?.gap ?? 0, first) && !glued(after?.glyph, after?.gap ?? 0, last);
  }
  if (before && before.gap < 0.12 * first.size && /[\p{L}\d.,+]/u.test(foldChar(before.glyph.char))) return false;
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
  /** The next glyph on the same line, and how far it is. */
  beside(glyph: Glyph, side: 'left' | 'right'): { glyph: Glyph; gap: number } | undefined;
};

/** Glyphs by page and line of print, each line from left to right. */
function linesOf(glyphs: readonly Glyph[]): Lines {
  const rows = new Map<string, Glyph[]>();
  const lineOf = new Map<Glyph, Glyph[]>();
  for (const glyph of glyphs) {
    const row = Math.round(glyph.baseline);
    const near = [row, row - 1, row + 1]
      .map((at) => rows.get(`${glyph.page} ${at}`))
      .find((line) => {
        const sample = line?.[0];
        return sample !== undefined && sameLine(sample, glyph);
      });
    const line = near ?? [];
    if (!near) rows.set(`${glyph.page} ${row}`, line);
    line.push(glyph);
    lineOf.set(glyph, line);
  }
  const places = new Map<Glyph, number>();
  for (const line of new Set(lineOf.values())) {
    line.sort((a, b) => a.left - b.left);
    for (const [index, glyph] of line.entries()) places.set(glyph, index);
  }
  return {
    of: (glyph) => lineOf.get(glyph) ?? [],
    beside(glyph, side) {
      const line = lineOf.get(glyph) ?? [];
      const next = line[(places.get(glyph) ?? 0) + (side === 'left' ? -1 : 1)];
      if (!next) return undefined;
      return { glyph: next, gap: side === 'left' ? glyph.left - next.right : next.left - glyph.right };
    },
  };
}
