import { hasContraryLabel } from './labels.ts';
import type { Glyph } from './page/printedPages.ts';
import type { Cell, PlacedRow, Row } from './placeRows.ts';
import type { Proof } from './proof.ts';
import { foldText } from './text/foldText.ts';
import { meaningsOf } from './text/lexicon.ts';
import type { Occurrence } from './text/printedText.ts';

type Region = { page: number; top: number; bottom: number; left: number; right: number };

/**
 * Reports rows whose values do not stand in the row's own region, which begins at the top of its name and ends above the next
 * name. Each printed place counts for one value only. `own` are the glyphs of all rows.
 */
export function proveRows(proof: Proof, rows: readonly PlacedRow[], own: ReadonlySet<Glyph>): void {
  const reach = longestReach(rows);
  for (const [index, { row, anchor, places }] of rows.entries()) {
    if (!anchor) {
      reportName(proof, row);
      continue;
    }
    const regions = regionsOf(rows, index, reach);
    const used = new Set<Glyph>([anchor, ...places.values()].flatMap(({ glyphs }) => glyphs));
    for (const cell of row.cells) {
      if (foldText(cell.value) === '') continue;
      const near = places.get(cell);
      const isFree = (one: Occurrence) =>
        isInside(one, regions) && !one.glyphs.some((glyph) => used.has(glyph) || own.has(glyph));
      const others = proof.seen.find(cell.value, cell.kind).filter(isFree);
      const found = near && isInside(near, regions) ? [near, ...others] : others;
      if (found.length === 0) reportCell(proof, cell);
      // All rows share the headings of their columns, so only the first and the last row are checked. One place with a right
      // heading is enough, as a short value may be printed in another column too.
      else if (index === 0 || index === rows.length - 1) proveHeading(proof, cell, found);
    }
  }
  reportRepeated(proof, rows, own);
}

function reportName(proof: Proof, { path, name }: Row): void {
  if (foldText(name) === '') return;
  if (proof.seen.find(name, 'text').length > 0) proof.report('fact.misplaced', `${path}.name`);
  else proof.reportUnseen(`${path}.name`, name, 'text');
}

function reportCell(proof: Proof, cell: Cell): void {
  if (proof.seen.find(cell.value, cell.kind).length > 0) proof.report('fact.misplaced', cell.path);
  else proof.reportUnseen(cell.path, cell.value, cell.kind);
}

function proveHeading(proof: Proof, { path, is, not = [] }: Cell, places: readonly Occurrence[]): void {
  if (is && places.every((place) => hasContraryLabel(proof, place, is, not))) proof.report('fact.misplaced', path);
}

/** Reports a row that is printed again: its name stands on a line outside all rows, with the row's last value beside it. */
function reportRepeated(proof: Proof, rows: readonly PlacedRow[], own: ReadonlySet<Glyph>): void {
  for (const { row, anchor } of rows) {
    const last = row.cells.at(-1);
    if (!anchor || !last || !isDistinctive(row.name)) continue;
    const isOwn = (place: Occurrence) =>
      place.glyphs.some((glyph) => proof.seen.lineOf(glyph).some((one) => own.has(one)));
    const values = proof.seen.find(last.value, last.kind);
    const isRow = (place: Occurrence) => values.some((value) => value.page === place.page && isBeside(value, place));
    if (proof.seen.find(row.name, 'text').some((place) => !isOwn(place) && isRow(place)))
      return proof.report('row.repeated', row.path);
  }
}

/** Whether a name has three letters in a row and is not a word that labels of invoices use. */
function isDistinctive(name: string): boolean {
  return /\p{L}{3}/u.test(name) && meaningsOf(name).size === 0;
}

const isBeside = (a: Occurrence, b: Occurrence) => a.top < b.bottom && a.bottom > b.top;
const isApart = (a: Occurrence, b: Occurrence) => a.right <= b.left || b.right <= a.left;

/** Largest height of a row below its name, in points. The last row is given this height, so it ends above text below the table. */
function longestReach(rows: readonly PlacedRow[]): number {
  let reach = 0;
  for (const [index, { anchor }] of rows.entries()) {
    const next = rows[index + 1]?.anchor;
    if (anchor && next && next.page === anchor.page && next.top > anchor.bottom)
      reach = Math.max(reach, next.top - anchor.bottom);
    if (anchor) reach = Math.max(reach, 2.4 * anchor.size);
  }
  return reach;
}

function regionsOf(rows: readonly PlacedRow[], index: number, reach: number): Region[] {
  const anchor = rows[index]?.anchor;
  if (!anchor) return [];
  const { page, top, bottom, left, right, size } = anchor;
  const around = rows.slice(Math.max(0, index - 40), index + 41).flatMap((one) => one.anchor ?? []);
  const others = around.filter((other) => other !== anchor && other.page === page);
  // Names beside each other mean several columns of rows. A row then ends at the next name in its own column.
  const inColumns = [anchor, ...others].some((one) =>
    others.some((other) => isApart(one, other) && isBeside(one, other)),
  );
  const isOfColumn = (other: Occurrence) => !inColumns || !isApart(other, anchor);
  const below = others.filter((other) => other.top >= bottom - 0.3 * size && isOfColumn(other));
  const next = Math.min(...below.map((other) => other.top - 0.1 * size), Number.POSITIVE_INFINITY);
  const end = Number.isFinite(next) ? next : bottom + reach;
  const elsewhere = others.filter((other) => !isOfColumn(other));
  const own: Region = {
    page,
    top: top - 0.9 * size,
    bottom: end,
    left: Math.max(...elsewhere.filter((other) => other.right <= left).map((other) => other.right), 0),
    right: Math.min(...elsewhere.filter((other) => other.left >= right).map((other) => other.left), 1e9),
  };
  const goesOn =
    !Number.isFinite(next) && (anchor.glyphs.at(-1)?.page !== page || rows[index + 1]?.anchor?.page === page + 1);
  if (!goesOn) return [own];
  // A row that breaks across pages continues at the top of the next page.
  const following = rows[index + 1]?.anchor;
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
