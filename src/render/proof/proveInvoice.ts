import type { InvoiceView } from '../view/view.ts';
import { proveNoForeignAmounts } from './foreignAmounts.ts';
import { proveNoOtherNumbers } from './otherNumbers.ts';
import type { Glyph, PrintedPages } from './page/printedPages.ts';
import { type Cell, type PlacedRow, placeRows, type Row } from './placeRows.ts';
import { openProof, type ProofProblem } from './proof.ts';
import { proveRows } from './rows.ts';
import { proveSingleFacts } from './singleFacts.ts';
import { provePaid, proveRates, proveTotals } from './sums.ts';
import { printedText } from './text/printedText.ts';
import { proveWords } from './words.ts';

/**
 * Compares a printed invoice with its view and gives the differences; empty when there are none. Each fact of the view must be
 * printed in its place and large enough, and no other amount may be printed. Source: art. 106e(1), 106h(1).
 */
export function proveInvoice(view: InvoiceView, printed: PrintedPages): ProofProblem[] {
  const seen = printedText(printed.glyphs.filter(({ unseen }) => unseen === undefined));
  const [lines, deposits] = [placeRows(seen, linesOf(view)), placeRows(seen, depositsOf(view))];
  const own = glyphsOfRows([...lines, ...deposits]);
  const { proof, problems } = openProof(view, printed, seen, own);
  proveSingleFacts(proof);
  proveRows(proof, lines, own);
  proveRows(proof, deposits, own);
  proveRates(proof);
  proveTotals(proof);
  provePaid(proof);
  proveNoForeignAmounts(proof);
  proveNoOtherNumbers(proof, printed.glyphs);
  proveWords(proof, lines);
  if (printed.links.some((link) => !/^(https|mailto):/i.test(link))) proof.report('link.refused', '');
  return problems;
}

function glyphsOfRows(rows: readonly PlacedRow[]): Set<Glyph> {
  const places = rows.flatMap(({ anchor, places }) => [...(anchor ? [anchor] : []), ...places.values()]);
  return new Set(places.flatMap(({ glyphs }) => glyphs));
}

function linesOf(view: InvoiceView): Row[] {
  return view.lines.map((line, index) => {
    const path = `lines[${index}]`;
    const cells: Cell[] = [
      {
        path: `${path}.quantity`,
        value: line.quantity,
        // A unit may begin with a digit, as in “2 100 g”. Kind 'amount' refuses a digit right after the quantity.
        kind: /^\d/.test(line.unit) ? 'text' : 'amount',
        is: 'quantity',
        not: ['price', 'gross', 'net'],
      },
      { path: `${path}.unit`, value: line.unit, kind: 'unit' },
      { path: `${path}.unitPrice`, value: line.unitPrice, kind: 'amount', is: 'price', not: ['quantity', 'net'] },
      { path: `${path}.discount`, value: line.discount, kind: 'reduction' },
      { path: `${path}.rate`, value: line.rate, kind: 'amount' },
      { path: `${path}.gross`, value: line.gross, kind: 'amount', is: 'gross', not: ['net'] },
    ];
    return { path, name: line.name, cells };
  });
}

function depositsOf(view: InvoiceView): Row[] {
  return view.deposits.map(({ name, quantity, unitPrice, amount }, index) => {
    const path = `deposits[${index}]`;
    const cells: Cell[] = [
      { path: `${path}.quantity`, value: quantity, kind: 'amount' },
      { path: `${path}.unitPrice`, value: unitPrice, kind: 'amount' },
      { path: `${path}.amount`, value: amount, kind: 'amount' },
    ];
    return { path, name, cells };
  });
}
