import type { RateView } from '../view/view.ts';
import { hasContraryLabel, labelsAround, nearestMeaning } from './labels.ts';
import type { Glyph } from './page/printedPages.ts';
import { numberOf, type Proof, seenOrReported } from './proof.ts';
import { foldText } from './text/foldText.ts';
import { means } from './text/lexicon.ts';
import type { Occurrence } from './text/printedText.ts';
import { type Segment, textOf } from './text/segments.ts';

const labels = {
  net: { is: 'net', not: ['gross', 'vat'] },
  vat: { is: 'vat', not: ['net', 'gross'] },
  gross: { is: 'gross', not: ['net', 'vat'] },
} as const;

type Sum = keyof typeof labels;
const sums = ['net', 'vat', 'gross'] as const satisfies readonly Sum[];
type RateRow = Record<Sum | 'rate', Occurrence>;

/** Each rate's net, VAT and gross beside their rate, in one row or one card, under words that name them; and once. */
export function proveRates(proof: Proof): void {
  proof.view.rates.forEach((rate, index) => {
    const rows = rowsOfRate(proof, rate);
    const honest = rows.find((row) => sums.every((sum) => isLabelled(proof, sum, row[sum])));
    if (honest) {
      const others = rows.filter(
        (row) => !sharesGlyphs(row.rate, honest.rate) && !sharesGlyphs(row.gross, honest.gross) && isOneLine(row),
      );
      if (others.length > 0) proof.report('row.repeated', `rates[${index}]`);
      return;
    }
    const names = ['rate', ...sums] as const;
    const missing = names.filter((name) => proof.seen.find(rate[name], 'amount').length === 0);
    for (const name of missing) proof.reportUnseen(`rates[${index}].${name}`, rate[name], 'amount');
    if (missing.length === 0) proof.report('fact.misplaced', `rates[${index}].gross`);
  });
}

function isLabelled(proof: Proof, sum: Sum, place: Occurrence): boolean {
  const { is, not } = labels[sum];
  return (
    nearestMeaning(labelsAround(proof, place, { pageBefore: true }), [is, ...not]).has(is) &&
    !hasContraryLabel(proof, place, is, not)
  );
}

/** Every way in which a rate's amounts stand beside or beneath one printing of the rate, no glyph used twice. */
function rowsOfRate(proof: Proof, rate: RateView): RateRow[] {
  const rows: RateRow[] = [];
  const heads = proof.seen.find(rate.rate, 'amount');
  const [nets, vats, grosses] = sums.map((sum) => proof.seen.find(rate[sum], 'amount'));
  for (const gross of (grosses ?? []).slice(0, mostPlaces)) {
    for (const head of heads.filter((one) => isBelowOrBeside(one, gross)).slice(-mostPlaces)) {
      const fits = (one: Occurrence) => isBelowOrBeside(head, one) && isClose(one, gross);
      for (const net of (nets ?? []).filter(fits).slice(0, mostPlaces)) {
        for (const vat of (vats ?? []).filter(fits).slice(0, mostPlaces)) {
          const row = { rate: head, net, vat, gross };
          if (isDistinct(Object.values(row))) rows.push(row);
        }
      }
    }
  }
  // The rate on the line of its amounts before one that stands above.
  const apart = ({ rate: head, gross }: RateRow) => Math.abs(middle(head) - middle(gross));
  return rows.sort((a, b) => apart(a) - apart(b));
}

// An amount of a usual invoice stands in a handful of places; a hundred equal ones would be tried in a million ways.
const mostPlaces = 12;

const middle = ({ top, bottom }: Occurrence) => (top + bottom) / 2;

/** On the rate's own line, or in the few lines beneath a rate that heads a card. */
function isBelowOrBeside(head: Occurrence, place: Occurrence): boolean {
  if (head.page !== place.page) return false;
  const down = middle(place) - middle(head);
  return down > -0.8 * head.size && down < 7 * head.size;
}

function isClose(a: Occurrence, b: Occurrence): boolean {
  return a.page === b.page && Math.abs(middle(a) - middle(b)) < 4 * a.size;
}

const isOneLine = ({ rate, net, gross }: RateRow) =>
  Math.abs(middle(rate) - middle(gross)) < 0.5 * rate.size && Math.abs(middle(net) - middle(gross)) < 0.5 * rate.size;

function sharesGlyphs(a: Occurrence, b: Occurrence): boolean {
  return a.glyphs.some((glyph) => b.glyphs.includes(glyph));
}

function isDistinct(places: readonly Occurrence[]): boolean {
  return places.every((one, index) => places.slice(index + 1).every((other) => !sharesGlyphs(one, other)));
}

/** The sums of the whole invoice: each at least once under a label that names it. */
export function proveTotals(proof: Proof): void {
  const { totals, depositsTotal } = proof.view;
  for (const sum of sums) {
    const path = `totals.${sum}`;
    const places = seenOrReported(proof, path, totals[sum], 'amount');
    if (places.length > 0 && !places.some((place) => isLabelled(proof, sum, place)))
      proof.report('fact.misplaced', path);
  }
  if (depositsTotal !== '') seenOrReported(proof, 'depositsTotal', numberOf(depositsTotal), 'amount');
}

/**
 * The amount due stands beside words that say so, and whatever number is nearest to such words is the amount due: nothing
 * else can be taken for it, and no picture stands there.
 */
export function proveDue(proof: Proof): void {
  const places = seenOrReported(proof, 'due', numberOf(proof.view.due), 'amount');
  if (places.length === 0) return;
  const own = new Set(places.flatMap(({ glyphs }) => glyphs));
  const isNamed = (place: Occurrence) => means(labelsAround(proof, place)[0]?.text ?? '', 'due');
  if (places.some((place) => isNamed(place) && /^ ?(zł|zl|pln)? ?\d/i.test(textAfter(proof, place))))
    proof.report('amount.ambiguous', 'due');
  const wrapped = wrappedDueLabels(proof);
  const single = proof.segments.filter(
    (one) => means(one.text, 'due') && !wrapped.some((lines) => lines.includes(one)),
  );
  let labelled = 0;
  for (const lines of [...single.map((one) => [one]), ...wrapped]) {
    const said = lines.map((line) => numbersSaid(proof, line, own));
    const isDue = said.includes('due');
    if (isDue) labelled += 1;
    if ((!isDue && said.includes('other')) || lines.some((line) => hasDrawingBeside(proof, line)))
      proof.report('amount.ambiguous', 'due');
    if (lines.some((line) => /\b[MDCLXVI]{3,}\b/.test(restOfLine(proof, line)))) proof.report('amount.foreign', 'due');
  }
  if (labelled === 0) proof.report('fact.misplaced', 'due');
}

/** What follows a place without a gap: “113,87 zł · 10” is another sum, whatever the sign between. */
function textAfter(proof: Proof, { glyphs }: Occurrence): string {
  const last = glyphs.at(-1);
  const home = last && proof.whole.find((segment) => segment.glyphs.includes(last));
  return home ? textOf(home.glyphs.slice(home.glyphs.indexOf(last) + 1)) : '';
}

/** “Razem do zapłaty” whose words stand under each other in a narrow column, line by line. */
function wrappedDueLabels({ segments }: Proof): Segment[][] {
  const below = (first: Segment, words: RegExp) =>
    segments.find(
      (one) =>
        one.page === first.page &&
        Math.abs(one.left - first.left) < first.size &&
        one.top > first.top &&
        one.top - first.bottom < 1.2 * first.size &&
        words.test(one.text),
    );
  return segments.flatMap((first) => {
    if (!/^(razem|suma|kwota|total|amount)?( ?do| ?to)?( (pln )?[\d .,]+( zł)?)?$/i.test(first.text)) return [];
    const second = below(first, /^(do|to)$/i);
    const last = below(second ?? first, /^(do )?zap[łl]aty|^due|^(to )?pay/i);
    return last ? [[first, ...(second ? [second] : []), last]] : [];
  });
}

const digitsOf = (glyphs: readonly Glyph[]) => glyphs.filter(({ char }) => /\d/.test(foldText(char)));

/** What number a reader takes for the one that a label names: in its own text, right of it, or else beneath it. */
function numbersSaid(proof: Proof, label: Segment, own: ReadonlySet<Glyph>): 'due' | 'other' | 'none' {
  const verdict = (segment: Segment) => (digitsOf(segment.glyphs).some((glyph) => own.has(glyph)) ? 'due' : 'other');
  if (digitsOf(label.glyphs).length > 0) return verdict(label);
  const y = (label.top + label.bottom) / 2;
  const numbered = proof.segments.filter((one) => one.page === label.page && digitsOf(one.glyphs).length > 0);
  const isBeside = (one: Segment) =>
    (one.top + one.bottom) / 2 > label.top && (one.top + one.bottom) / 2 < label.bottom;
  const right = numbered
    .filter((one) => one.left >= label.right - 1 && (isBeside(one) || (one.top < y && one.bottom > y)))
    .sort((a, b) => a.left - b.left)[0];
  if (right) return verdict(right);
  const below = numbered.filter((one) => one.top > y && one.top - label.bottom < 2.2 * one.size);
  const nearest = below
    .filter((one) => one.left < label.right && one.right > label.left)
    .sort((a, b) => a.top - b.top)[0];
  if (nearest) return verdict(nearest);
  return below.some((one) => verdict(one) === 'due') ? 'due' : 'none';
}

function restOfLine(proof: Proof, label: Segment): string {
  const y = (label.top + label.bottom) / 2;
  const isBeside = (one: Segment) => one.page === label.page && one.left >= label.left && one.top < y && one.bottom > y;
  return proof.segments
    .filter(isBeside)
    .map(({ text }) => text)
    .join(' ');
}

/** A digit is drawn by about this many strokes; a border has fewer corners. */
const marksOfADigit = 5;

/** A picture on the line of a due label, or just beneath, may show another amount; one behind the text is its ground. */
function hasDrawingBeside(proof: Proof, label: Segment): boolean {
  const beside = proof.drawings.filter(({ page, left, top, right, bottom }) => {
    if (page !== label.page) return false;
    const isBehind = left <= label.left && right >= label.right && top <= label.top + 1 && bottom >= label.bottom - 1;
    return !isBehind && bottom > label.top && top < label.bottom + 2 * label.size && right > label.left;
  });
  return beside.some(({ small }) => !small) || beside.length >= marksOfADigit;
}
