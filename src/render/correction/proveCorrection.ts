import type { PrintedPages } from '../proof/page/printedPages.ts';
import { placeRows } from '../proof/placeRows.ts';
import type { ProofCode, ProofProblem } from '../proof/proof.ts';
import { foldText } from '../proof/text/foldText.ts';
import { type Occurrence, type PrintedText, printedText, type ValueKind } from '../proof/text/printedText.ts';
import { type CorrectionFact, depositRowsOf, lineRowsOf, singleFactsOf } from './correctionFacts.ts';
import type { CorrectionView } from './correctionView.ts';

/**
 * Compares a printed correction with its view and gives the differences; empty when there are none. Corrections have one
 * layout, which chains cannot edit, so the proof looks for faults of printing and for edits of that layout: every fact is
 * visible, the amounts of a row and of a rate stand on one line in the order of their columns, and nothing is printed as
 * an amount to pay.
 */
export function proveCorrection(view: CorrectionView, printed: PrintedPages): ProofProblem[] {
  const seen = printedText(printed.glyphs.filter(({ unseen }) => unseen === undefined));
  const problems: ProofProblem[] = [];
  const report = (code: ProofCode, path: string) => {
    problems.push({ code, path });
  };
  for (const fact of singleFactsOf(view)) {
    if (foldText(fact.value) !== '' && seen.find(fact.value, fact.kind).length === 0)
      report(unseenCode(printed, fact), fact.path);
  }
  proveRows(view, seen, report);
  proveRates(view, seen, report);
  if (['Do zapłaty', 'Amount due'].some((words) => seen.find(words, 'text').length > 0))
    report('text.misleading', 'refund');
  if (printed.links.length > 0) report('link.refused', '');
  return problems;
}

type Report = (code: ProofCode, path: string) => void;

function unseenCode(printed: PrintedPages, { value, kind }: CorrectionFact): ProofCode {
  const everything = printedText(printed.glyphs.filter(({ unseen }) => unseen !== 'off'));
  const reasons = everything.find(value, kind).flatMap(({ glyphs }) => glyphs.map(({ unseen }) => unseen));
  if (reasons.length === 0) return 'fact.missing';
  return reasons.includes('hidden') || reasons.includes('turned') ? 'fact.hidden' : 'fact.small';
}

/** Before stands left of after: a layout that swaps both would state the opposite. */
const leftToRight = [
  ['quantityBefore', 'quantity'],
  ['grossBefore', 'gross'],
] as const;

function proveRows(view: CorrectionView, seen: PrintedText, report: Report): void {
  for (const { row, anchor, places } of [
    ...placeRows(seen, lineRowsOf(view)),
    ...placeRows(seen, depositRowsOf(view)),
  ]) {
    if (!anchor && foldText(row.name) !== '') report('fact.missing', `${row.path}.name`);
    if (!anchor) continue;
    const placeOf = new Map([...places].map(([cell, place]) => [cell.path, place]));
    for (const { path, value } of row.cells) {
      if (foldText(value) !== '' && !placeOf.has(path)) report('fact.misplaced', path);
    }
    for (const [left, right] of leftToRight) {
      const [first, second] = [placeOf.get(`${row.path}.${left}`), placeOf.get(`${row.path}.${right}`)];
      if (first && second && first.left > second.left) report('fact.misplaced', `${row.path}.${right}`);
    }
  }
}

/** Net, VAT and gross of a rate stand right of the rate on its line, in this order. */
function proveRates(view: CorrectionView, seen: PrintedText, report: Report): void {
  view.rates.forEach(({ rate, net, vat, gross }, index) => {
    const isRow = seen
      .find(rate, 'text')
      .some((start) =>
        [net, vat, gross].reduce<Occurrence | undefined>((left, value) => left && nextBeside(seen, left, value), start),
      );
    if (!isRow) report('fact.misplaced', `rates[${index}].gross`);
  });
}

function nextBeside(seen: PrintedText, left: Occurrence, value: string): Occurrence | undefined {
  const kind: ValueKind = 'amount';
  return seen
    .find(value, kind)
    .filter((place) => place.page === left.page && place.left >= left.right)
    .find((place) => place.top < left.bottom && place.bottom > left.top);
}
