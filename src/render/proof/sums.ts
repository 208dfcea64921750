import type { RateView } from '../view.ts';
import { foldText } from './foldText.ts';
import { labelsAround, nearestMeaning } from './labels.ts';
import { means } from './lexicon.ts';
import type { Occurrence } from './printedText.ts';
import { type Proof, seenOrReported } from './proof.ts';
import type { Glyph } from './readPages.ts';
import { proveLabel } from './rows.ts';
import type { Segment } from './segments.ts';

const labels = {
  net: { is: 'net', not: ['gross', 'vat'] },
  vat: { is: 'vat', not: ['net', 'gross'] },
  gross: { is: 'gross', not: ['net', 'vat'] },
} as const;

/** Each rate's net, VAT and gross beside their rate, in one row or one card. */
export function proveRates(proof: Proof): void {
  proof.view.rates.forEach((rate, index) => {
    const places = rowOfRate(proof, rate);
    if (places) {
      for (const name of ['net', 'vat', 'gross'] as const)
        proveLabel(
          proof,
          { path: `rates[${index}].${name}`, value: rate[name], kind: 'amount', ...labels[name] },
          places[name],
        );
      return;
    }
    const names = ['rate', 'net', 'vat', 'gross'] as const;
    const missing = names.filter((name) => proof.seen.find(rate[name], 'amount').length === 0);
    for (const name of missing) proof.reportUnseen(`rates[${index}].${name}`, rate[name], 'amount');
    if (missing.length === 0) proof.report('fact.misplaced', `rates[${index}].gross`);
  });
}

/** Places of a rate's amounts beside or beneath one printing of the rate, none used twice. */
function rowOfRate(proof: Proof, rate: RateView): Record<'net' | 'vat' | 'gross', Occurrence> | undefined {
  const rates = proof.seen.find(rate.rate, 'amount');
  for (const gross of proof.seen.find(rate.gross, 'amount')) {
    for (const head of rates.filter((one) => isBelowOrBeside(one, gross))) {
      const used = new Set<Glyph>([...gross.glyphs, ...head.glyphs]);
      const take = (value: string) => {
        const place = proof.seen
          .find(value, 'amount')
          .find(
            (one) => isBelowOrBeside(head, one) && isClose(one, gross) && !one.glyphs.some((glyph) => used.has(glyph)),
          );
        for (const glyph of place?.glyphs ?? []) used.add(glyph);
        return place;
      };
      const [net, vat] = [take(rate.net), take(rate.vat)];
      if (net && vat) return { net, vat, gross };
    }
  }
  return undefined;
}

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

/** The sums of the whole invoice; each at least once under a label that is not another sum's. */
export function proveTotals(proof: Proof): void {
  const { totals, depositsTotal } = proof.view;
  for (const name of ['net', 'vat', 'gross'] as const) {
    const path = `totals.${name}`;
    const places = seenOrReported(proof, path, totals[name], 'amount');
    const { is, not } = labels[name];
    const isFine = places.some((place) => {
      const near = nearestMeaning(labelsAround(proof, place), [is, ...not]);
      return near.size === 0 || near.has(is);
    });
    if (places.length > 0 && !isFine) proof.report('fact.misplaced', path);
  }
  if (depositsTotal !== '') seenOrReported(proof, 'depositsTotal', depositsTotal, 'amount');
}

/**
 * The amount due stands beside words that say so, and whatever number is nearest to such words is the amount due: nothing
 * else can be taken for it.
 */
export function proveDue(proof: Proof): void {
  const { due } = proof.view;
  const places = seenOrReported(proof, 'due', due, 'amount');
  if (places.length === 0) return;
  const dueLabels = proof.segments.filter(({ text }) => means(text, 'due'));
  const own = new Set(places.flatMap(({ glyphs }) => glyphs));
  let isLabelled = false;
  for (const label of dueLabels) {
    const nearest = numberNearest(proof, label);
    if (!nearest) continue;
    if (nearest.some((glyph) => own.has(glyph))) isLabelled = true;
    else proof.report('amount.ambiguous', 'due');
  }
  if (!isLabelled) proof.report('fact.misplaced', 'due');
}

/** The digits that a reader takes for what a label names: in its own text, right of it, or else beneath it. */
function numberNearest(proof: Proof, label: Segment): Glyph[] | undefined {
  const own = digitsOf(label.glyphs);
  if (own.length > 0) return own;
  const y = (label.top + label.bottom) / 2;
  const numbered = proof.segments.filter((one) => one.page === label.page && digitsOf(one.glyphs).length > 0);
  const right = numbered
    .filter((one) => one.left >= label.right - 1 && one.top < y && one.bottom > y)
    .sort((a, b) => a.left - b.left)[0];
  const below = numbered
    .filter((one) => one.top > y && one.left < label.right + 60 && one.right > label.left - 60)
    .filter((one) => one.top - label.bottom < 2.2 * one.size)
    .sort((a, b) => a.top - b.top)[0];
  const found = right ?? below;
  return found && digitsOf(found.glyphs);
}

const digitsOf = (glyphs: readonly Glyph[]) => glyphs.filter(({ char }) => /\d/.test(foldText(char)));
