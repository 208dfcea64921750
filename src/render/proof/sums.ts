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

/** Reports a rate whose net, VAT and gross do not stand beside the rate under their own labels, or that is printed twice. */
export function proveRates(proof: Proof): void {
  proof.view.rates.forEach((rate, index) => {
    const rows = rowsOfRate(proof, rate);
    const complete = rows.find((row) => sums.every((sum) => isLabelled(proof, sum, row[sum])));
    if (complete) {
      const others = rows.filter(
        (row) => !sharesGlyphs(row.rate, complete.rate) && !sharesGlyphs(row.gross, complete.gross) && isOneLine(row),
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

/** All combinations of printed amounts near one printing of the rate, without using a glyph twice. */
function rowsOfRate(proof: Proof, rate: RateView): RateRow[] {
  const rows: RateRow[] = [];
  const rateTexts = proof.seen.find(rate.rate, 'amount');
  const [nets, vats, grosses] = sums.map((sum) => proof.seen.find(rate[sum], 'amount'));
  for (const gross of (grosses ?? []).slice(0, mostPlaces)) {
    for (const rateText of rateTexts.filter((one) => isBelowOrBeside(one, gross)).slice(-mostPlaces)) {
      const fits = (one: Occurrence) => isBelowOrBeside(rateText, one) && isClose(one, gross);
      for (const net of (nets ?? []).filter(fits).slice(0, mostPlaces)) {
        for (const vat of (vats ?? []).filter(fits).slice(0, mostPlaces)) {
          const row = { rate: rateText, net, vat, gross };
          if (isDistinct(Object.values(row))) rows.push(row);
        }
      }
    }
  }
  // A rate on the line of its amounts comes before a rate that stands above them.
  const apart = ({ rate: rateText, gross }: RateRow) => Math.abs(middle(rateText) - middle(gross));
  return rows.sort((a, b) => apart(a) - apart(b));
}

// An amount is usually printed in fewer than 12 places. Without this limit, a hundred equal amounts would give a million
// combinations.
const mostPlaces = 12;

const middle = ({ top, bottom }: Occurrence) => (top + bottom) / 2;

/** Whether a place is on the rate's line, or within 7 type sizes beneath a rate that is the heading of a card. */
function isBelowOrBeside(rateText: Occurrence, place: Occurrence): boolean {
  if (rateText.page !== place.page) return false;
  const down = middle(place) - middle(rateText);
  return down > -0.8 * rateText.size && down < 7 * rateText.size;
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

/** Reports a total of the invoice that is nowhere printed under its own label. */
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
 * Reports an amount paid without a label, and each label of an amount paid or due that has another number or a picture near
 * it. The number nearest to such a label must be its amount. A layout need not print what is due, as nothing is.
 */
export function provePaid(proof: Proof): void {
  const places = seenOrReported(proof, 'paid', numberOf(proof.view.paid), 'amount');
  if (places.length > 0 && countLabelled(proof, 'paid', places) === 0) proof.report('fact.misplaced', 'paid');
  countLabelled(proof, 'due', proof.seen.find(numberOf(proof.view.due), 'amount'));
}

/** How many labels of this amount have the amount near them. Reports each label that has something else. */
function countLabelled(proof: Proof, amount: 'paid' | 'due', places: readonly Occurrence[]): number {
  const own = new Set(places.flatMap(({ glyphs }) => glyphs));
  const isNamed = (place: Occurrence) => means(labelsAround(proof, place)[0]?.text ?? '', amount);
  if (places.some((place) => isNamed(place) && /^ ?(zł|zl|pln)? ?\d/i.test(textAfter(proof, place))))
    proof.report('amount.ambiguous', amount);
  const wrapped = wrappedLabels(proof, lastWords[amount]);
  const single = proof.segments.filter(
    (one) => means(one.text, amount) && !wrapped.some((lines) => lines.includes(one)),
  );
  let labelled = 0;
  for (const lines of [...single.map((one) => [one]), ...wrapped]) {
    const named = lines.map((line) => numberNamedBy(proof, line, own));
    const isOwn = named.includes('own');
    if (isOwn) labelled += 1;
    if ((!isOwn && named.includes('other')) || lines.some((line) => hasDrawingBeside(proof, line)))
      proof.report('amount.ambiguous', amount);
    if (lines.some((line) => /\b[MDCLXVI]{3,}\b/.test(restOfLine(proof, line)))) proof.report('amount.foreign', amount);
  }
  return labelled;
}

/** The text after a place in the same segment. A number there changes the amount, as in “113,87 zł · 10”. */
function textAfter(proof: Proof, { glyphs }: Occurrence): string {
  const last = glyphs.at(-1);
  const home = last && proof.whole.find((segment) => segment.glyphs.includes(last));
  return home ? textOf(home.glyphs.slice(home.glyphs.indexOf(last) + 1)) : '';
}

/** How the last line of a label begins that wraps in a narrow column. */
const lastWords = { paid: /^zap[łl]acono|^paid/i, due: /^(do )?zap[łl]aty|^due|^(to )?pay/i };

/** Labels such as “Razem do zapłaty” that wrap over two or three lines in a narrow column, with their lines. */
function wrappedLabels({ segments }: Proof, lastLine: RegExp): Segment[][] {
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
    const last = below(second ?? first, lastLine);
    return last ? [[first, ...(second ? [second] : []), last]] : [];
  });
}

const digitsOf = (glyphs: readonly Glyph[]) => glyphs.filter(({ char }) => /\d/.test(foldText(char)));

/** Whether the number that belongs to a label is one of `own`: the number in the label, else right of it, else beneath. */
function numberNamedBy(proof: Proof, label: Segment, own: ReadonlySet<Glyph>): 'own' | 'other' | 'none' {
  const verdict = (segment: Segment) => (digitsOf(segment.glyphs).some((glyph) => own.has(glyph)) ? 'own' : 'other');
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
  return below.some((one) => verdict(one) === 'own') ? 'own' : 'none';
}

function restOfLine(proof: Proof, label: Segment): string {
  const y = (label.top + label.bottom) / 2;
  const isBeside = (one: Segment) => one.page === label.page && one.left >= label.left && one.top < y && one.bottom > y;
  return proof.segments
    .filter(isBeside)
    .map(({ text }) => text)
    .join(' ');
}

/** Small shapes that may together draw a digit. A border has fewer corners. */
const shapesOfADigit = 5;

/** Whether a drawing stands on a label's line or just beneath, where it may show another amount. Backgrounds do not count. */
function hasDrawingBeside(proof: Proof, label: Segment): boolean {
  const beside = proof.drawings.filter(({ page, left, top, right, bottom }) => {
    if (page !== label.page) return false;
    const isBehind = left <= label.left && right >= label.right && top <= label.top + 1 && bottom >= label.bottom - 1;
    return !isBehind && bottom > label.top && top < label.bottom + 2 * label.size && right > label.left;
  });
  return beside.some(({ small }) => !small) || beside.length >= shapesOfADigit;
}
