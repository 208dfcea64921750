import type { InvoiceView } from '../view/view.ts';
import { proveNoForeignAmounts } from './foreignAmounts.ts';
import { proveHeads } from './heads.ts';
import { proveNoOtherNumbers } from './otherNumbers.ts';
import type { Glyph, PrintedPages } from './page/printedPages.ts';
import { type Cell, type PlacedRow, placeRows, type Row } from './placeRows.ts';
import { openProof, type ProofProblem } from './proof.ts';
import { proveRows } from './rows.ts';
import { proveDue, proveRates, proveTotals } from './sums.ts';
import { printedText } from './text/printedText.ts';
import { proveWords } from './words.ts';

/**
 * What a printed invoice does not show as the law wants it: every fact of the view, in its place, large enough, and no
 * amount beside it that is not the invoice's. Empty when the print is what it should be. Source: art. 106e(1), 106h(1).
 */
export function proveInvoice(view: InvoiceView, printed: PrintedPages): ProofProblem[] {
  const seen = printedText(printed.glyphs.filter(({ unseen }) => unseen === undefined));
  const [lines, deposits] = [placeRows(seen, linesOf(view)), placeRows(seen, depositsOf(view))];
  const own = glyphsOfRows([...lines, ...deposits]);
  const { proof, problems } = openProof(view, printed, seen, own);
  proveHeads(proof);
  proveRows(proof, lines, own);
  proveRows(proof, deposits, own);
  proveRates(proof);
  proveTotals(proof);
  proveDue(proof);
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
        // “2 100 g”: the unit's digits follow those of the quantity.
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
