import { foldText } from './foldText.ts';
import { hasContraryLabel } from './labels.ts';
import type { Meaning } from './lexicon.ts';
import type { Occurrence, ValueKind } from './printedText.ts';
import type { Proof } from './proof.ts';
import type { Glyph } from './readPages.ts';

/** One value of a row; `not` are meanings that the label above or beside it must not have alone. */
export type Cell = { path: string; value: string; kind: ValueKind; is?: Meaning; not?: readonly Meaning[] };

/** A row of a table or a card: found by its name, with everything else beside or beneath the name. */
export type Row = { path: string; name: string; cells: readonly Cell[] };

type Anchored = { row: Row; anchor: Occurrence | undefined };
type Region = { page: number; top: number; bottom: number; left: number; right: number };

/**
 * Rows in the order of the invoice, each with its own values in its own place: below the top of its name and above the next
 * one's, each place of print used once.
 */
export function proveRows(proof: Proof, rows: readonly Row[]): void {
  const anchored = anchorsOf(proof, rows);
  const reach = longestReach(anchored);
  reportRepeated(proof, anchored);
  anchored.forEach(({ row, anchor }, index) => {
    if (!anchor) return;
    const regions = regionsOf(anchored, index, reach);
    const stretch = {
      after: anchored[index - 1]?.anchor?.glyphs.at(-1),
      before: anchored[index + 1]?.anchor?.glyphs[0],
    };
    const used = new Set<Glyph>(anchor.glyphs);
    // The longest first: a short value may be a part of what a long one leaves over.
    for (const cell of row.cells.toSorted((a, b) => b.value.length - a.value.length)) {
      if (foldText(cell.value) === '') continue;
      const isFree = (place: Occurrence) => isInside(place, regions) && !place.glyphs.some((glyph) => used.has(glyph));
      const place =
        proof.seen.find(cell.value, cell.kind, stretch).find(isFree) ??
        proof.seen.find(cell.value, cell.kind).find(isFree);
      if (!place) reportCell(proof, cell);
      else {
        for (const glyph of place.glyphs) used.add(glyph);
        const { is, not = [] } = cell;
        const isEdge = index === 0 || index === rows.length - 1;
        if (isEdge && is && hasContraryLabel(proof, place, is, not)) proof.report('fact.misplaced', cell.path);
      }
    }
  });
}

function reportCell(proof: Proof, cell: Cell): void {
  if (proof.seen.find(cell.value, cell.kind).length > 0) proof.report('fact.misplaced', cell.path);
  else proof.reportUnseen(cell.path, cell.value, cell.kind);
}

/** Each row's name, in the order of painting; reported where it is missing. */
function anchorsOf(proof: Proof, rows: readonly Row[]): Anchored[] {
  let after: Glyph | undefined;
  return rows.map((row) => {
    if (foldText(row.name) === '') return { row, anchor: undefined };
    const places = proof.seen.find(row.name, 'text', { after });
    const anchor = places.find((place) => hasCells(proof, row, place)) ?? places[0];
    if (anchor) after = anchor.glyphs.at(-1);
    else if (proof.seen.find(row.name, 'text').length > 0) proof.report('fact.misplaced', `${row.path}.name`);
    else proof.reportUnseen(`${row.path}.name`, row.name, 'text');
    return { row, anchor };
  });
}

/** A name may stand elsewhere too, as in a list of contents: the row is where its last value is near. */
function hasCells(proof: Proof, { cells }: Row, { glyphs, page, top, bottom, size }: Occurrence): boolean {
  const last = cells.at(-1);
  if (!last) return true;
  const isNear = (place: Occurrence) =>
    place.page === page && place.bottom > top - size && place.top < bottom + 6 * size;
  return proof.seen.find(last.value, last.kind, { after: glyphs[0] }).slice(0, 50).some(isNear);
}

/** A name that stands once more, with its row's last value beside it, is a row that was not sold. */
function reportRepeated(proof: Proof, anchored: readonly Anchored[]): void {
  const used = new Set(anchored.flatMap(({ anchor }) => anchor?.glyphs ?? []));
  for (const { row, anchor } of anchored) {
    const last = row.cells.at(-1);
    if (!anchor || !last) continue;
    const others = proof.seen.find(row.name, 'text').filter(({ glyphs }) => !glyphs.some((glyph) => used.has(glyph)));
    const isRow = (place: Occurrence) =>
      proof.seen.find(last.value, last.kind).some((value) => value.page === place.page && isBeside(value, place));
    if (others.some(isRow)) return proof.report('row.repeated', row.path);
  }
}

const isBeside = (a: Occurrence, b: Occurrence) => a.top < b.bottom && a.bottom > b.top;

/** How far rows reach below their names, in points, so that the last one does not reach into what follows the table. */
function longestReach(anchored: readonly Anchored[]): number {
  let reach = 0;
  for (const [index, { anchor }] of anchored.entries()) {
    const next = anchored[index + 1]?.anchor;
    if (anchor && next && next.page === anchor.page && next.top > anchor.bottom)
      reach = Math.max(reach, next.top - anchor.bottom);
    if (anchor) reach = Math.max(reach, 2.4 * anchor.size);
  }
  return reach;
}

function regionsOf(anchored: readonly Anchored[], index: number, reach: number): Region[] {
  const anchor = anchored[index]?.anchor;
  if (!anchor) return [];
  const { page, top, bottom, left, right, size } = anchor;
  const around = anchored.slice(Math.max(0, index - 8), index + 9).flatMap((one) => one.anchor ?? []);
  const others = around.filter((other) => other !== anchor && other.page === page);
  const below = others.filter(
    (other) => other.top >= bottom - 0.3 * size && (other.left < right || !others.some((one) => isBeside(one, anchor))),
  );
  const next = Math.min(...below.map((other) => other.top - 0.1 * size), Number.POSITIVE_INFINITY);
  const end = Number.isFinite(next) ? next : bottom + reach;
  const own: Region = {
    page,
    top: top - 0.9 * size,
    bottom: end,
    left: Math.max(
      ...others.filter((other) => isBeside(other, anchor) && other.right <= left).map((other) => other.right),
      0,
    ),
    right: Math.min(
      ...others.filter((other) => isBeside(other, anchor) && other.left >= right).map((other) => other.left),
      1e9,
    ),
  };
  const goesOn =
    !Number.isFinite(next) && (anchor.glyphs.at(-1)?.page !== page || anchored[index + 1]?.anchor?.page === page + 1);
  if (!goesOn) return [own];
  // A row that breaks over two pages goes on at the top of the next.
  const following = anchored[index + 1]?.anchor;
  const until = following?.page === page + 1 ? following.top : Number.POSITIVE_INFINITY;
  return [
    { ...own, bottom: Number.POSITIVE_INFINITY },
    { ...own, page: page + 1, top: 0, bottom: until },
  ];
}

function isInside(place: Occurrence, regions: readonly Region[]): boolean {
  const [x, y] = [(place.left + place.right) / 2, (place.top + place.bottom) / 2];
  return regions.some(
    ({ page, top, bottom, left, right }) => place.page === page && y > top && y < bottom && x > left && x < right,
  );
}
