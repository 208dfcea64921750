import type { Glyph } from './page/printedPages.ts';
import { foldText } from './text/foldText.ts';
import type { Meaning } from './text/lexicon.ts';
import type { Occurrence, PrintedText, ValueKind } from './text/printedText.ts';

/** One value of a row. The value's label should mean `is`. A label that means one of `not`, but not `is`, is a problem. */
export type Cell = { path: string; value: string; kind: ValueKind; is?: Meaning; not?: readonly Meaning[] };

/** A row of a table or a card. It is found by its name; its other values stand beside or beneath the name. */
export type Row = { path: string; name: string; cells: readonly Cell[] };

/** The printed places of a row: its name as `anchor`, and the cells found near the name. No glyph belongs to two places. */
export type PlacedRow = { row: Row; anchor?: Occurrence; places: ReadonlyMap<Cell, Occurrence> };

/** Painting order: each row's values after its name, or any order, as with floats. */
type Order = 'row by row' | 'any';

/**
 * Finds the printed places of rows, in the order of the invoice. A name may be part of another name, be printed elsewhere
 * too, or look like a value. So a row is placed at the first printing of its name, after the row before, that has all of the
 * row's values near it. The first such place is safe: it leaves the most room for the rows that follow.
 */
export function placeRows(seen: PrintedText, rows: readonly Row[]): PlacedRow[] {
  const byRow = placeInOrder(seen, rows, 'row by row');
  if (missingIn(byRow) === 0) return byRow;
  const byPlace = placeInOrder(seen, rows, 'any');
  return missingIn(byPlace) < missingIn(byRow) ? byPlace : byRow;
}

function placeInOrder(seen: PrintedText, rows: readonly Row[], order: Order): PlacedRow[] {
  let from = -1;
  const used = new Set<Glyph>();
  const ends = endsOf(seen);
  return rows.map((row) => {
    const placed = placeRow(seen, row, { from, order, used, ends });
    if (!placed.anchor) return placed;
    const isWhole = order === 'row by row' && missingIn([placed]) === 0;
    const passed = [placed.anchor, ...(isWhole ? placed.places.values() : [])];
    from = Math.max(...passed.map(({ glyphs }) => orderOf(glyphs.at(-1))));
    for (const { glyphs } of [placed.anchor, ...placed.places.values()]) for (const glyph of glyphs) used.add(glyph);
    return placed;
  });
}

type Search = {
  /** Values begin after the glyph of order `from` and end by the glyph of order `until`. */
  from: number;
  until?: number;
  order: Order;
  used: ReadonlySet<Glyph>;
  /** The lowest baseline of each page, in points. */
  ends: ReadonlyMap<number, number>;
};

function endsOf(seen: PrintedText): Map<number, number> {
  const ends = new Map<number, number>();
  for (const { page, baseline } of seen.glyphs) ends.set(page, Math.max(ends.get(page) ?? 0, baseline));
  return ends;
}

/** Printings of a name that are tried at most. */
const mostNames = 60;

function placeRow(seen: PrintedText, row: Row, search: Search): PlacedRow {
  let best: PlacedRow = { row, places: new Map() };
  if (foldText(row.name) === '') return best;
  const names = after(seen.find(row.name, 'text'), search.from);
  for (const anchor of names.slice(0, mostNames)) {
    const isWhole = best.anchor !== undefined && missingIn([best]) === 0;
    // An earlier printing of the name outside its row can reach the row's values too, but they are further away from it.
    if (isWhole && orderOf(anchor.glyphs[0]) > endOf(best)) break;
    const found = tightened(seen, { row, anchor, places: placeCells(seen, row, anchor, search) }, search);
    const isMore = found.places.size > best.places.size;
    const isNearer = isWhole && missingIn([found]) === 0 && endOf(found) <= endOf(best) && spread(found) < spread(best);
    if (!best.anchor || isMore || isNearer) best = found;
  }
  return best;
}

/** The same row with values that end as early as possible in painting order, which leaves equal values to the next row. */
function tightened(seen: PrintedText, placed: PlacedRow, search: Search): PlacedRow {
  if (!placed.anchor || missingIn([placed]) > 0 || search.order === 'any') return placed;
  const places = placeCells(seen, placed.row, placed.anchor, { ...search, until: endOf(placed) - 1 });
  const earlier = { ...placed, places };
  return missingIn([earlier]) > 0 ? placed : tightened(seen, earlier, search);
}

const endOf = ({ places }: PlacedRow): number =>
  Math.max(...[...places.values()].map(({ glyphs }) => orderOf(glyphs.at(-1))));

/** Largest vertical distance, in points, from a row's name to one of its values. A page break counts as 1,000 points. */
function spread({ anchor, places }: PlacedRow): number {
  const apart = (place: Occurrence) =>
    Math.abs(place.top - (anchor?.top ?? 0)) + 1_000 * Math.abs(place.page - (anchor?.page ?? 0));
  return Math.max(...[...places.values()].map(apart));
}

/** Steps of the search in placeCells(). A row has seven values at most, each printed in a few places near its name. */
const mostTries = 300;

/**
 * Places as many cells near a name as possible without using a glyph twice. Long values come first, as a short value may be
 * part of a long one.
 */
function placeCells(seen: PrintedText, row: Row, anchor: Occurrence, search: Search): Map<Cell, Occurrence> {
  const cells = wanted(row).toSorted((a, b) => b.value.length - a.value.length);
  const choices = cells.map((cell) => nearby(seen, cell, anchor, search));
  const used = new Set<Glyph>(anchor.glyphs);
  const chosen = new Map<Cell, Occurrence>();
  let best = new Map<Cell, Occurrence>();
  let tries = 0;

  const isFree = ({ glyphs }: Occurrence) => !glyphs.some((glyph) => used.has(glyph));
  function choose(index: number): boolean {
    if (chosen.size > best.size) best = new Map(chosen);
    const cell = cells[index];
    if (!cell || ++tries > mostTries) return best.size === cells.length;
    for (const place of (choices[index] ?? []).filter(isFree)) {
      for (const glyph of place.glyphs) used.add(glyph);
      chosen.set(cell, place);
      if (choose(index + 1)) return true;
      chosen.delete(cell);
      for (const glyph of place.glyphs) used.delete(glyph);
    }
    return choose(index + 1);
  }
  choose(0);
  return best;
}

/** Glyphs that a row paints at most, without its name. */
const longestRow = 400;

/** Places of a value from a little above a name to 12 type sizes beneath it, or at the top of the next page. */
function nearby(seen: PrintedText, { value, kind }: Cell, anchor: Occurrence, search: Search): Occurrence[] {
  const { page, top, bottom, size } = anchor;
  // When the page ends soon after the name, the row may continue at the top of the next page.
  const breaks = (search.ends.get(page) ?? 0) < bottom + 12 * size || anchor.glyphs.at(-1)?.page !== page;
  const isNear = (place: Occurrence) => {
    const y = (place.top + place.bottom) / 2;
    if (place.page === page) return y > top - 0.9 * size && y < bottom + 12 * size;
    return breaks && place.page === page + 1 && y < 25 * size;
  };
  const all = seen.find(value, kind);
  const until = Math.min(orderOf(anchor.glyphs.at(-1)) + longestRow, search.until ?? Number.POSITIVE_INFINITY);
  const painted = search.order === 'any' ? all : upTo(after(all, search.from), until);
  const free = painted.filter((place) => isNear(place) && !place.glyphs.some((glyph) => search.used.has(glyph)));
  if (search.order === 'row by row') return free.slice(0, 12);
  const distance = (place: Occurrence) => Math.max(0, place.top - bottom) + 1_000 * (place.page - page);
  return free.sort((a, b) => distance(a) - distance(b)).slice(0, 12);
}

const wanted = ({ cells }: Row): Cell[] => cells.filter(({ value }) => foldText(value) !== '');

function missingIn(placed: readonly PlacedRow[]): number {
  return placed.reduce((sum, { row, anchor, places }) => {
    return sum + wanted(row).length - places.size + (anchor || foldText(row.name) === '' ? 0 : 1);
  }, 0);
}

const orderOf = (glyph: Glyph | undefined): number => glyph?.order ?? -1;

/** Occurrences that begin after this glyph order. */
function after(all: readonly Occurrence[], order: number): Occurrence[] {
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (orderOf(all[middle]?.glyphs[0]) > order) high = middle;
    else low = middle + 1;
  }
  return all.slice(low);
}

/** Occurrences up to the first one that ends after this glyph order. */
function upTo(all: readonly Occurrence[], order: number): Occurrence[] {
  const end = all.findIndex(({ glyphs }) => orderOf(glyphs.at(-1)) > order);
  return end < 0 ? [...all] : all.slice(0, end);
}
