import type { Cell, Row } from '../proof/placeRows.ts';
import type { ValueKind } from '../proof/text/printedText.ts';
import type { CorrectionView } from './correctionView.ts';

/** A printed fact of a correction, and the provision that asks for it. Without the name of an act, it is of the VAT act. */
export type CorrectionFact = { path: string; article: string; value: string; kind: ValueKind };

const number = 'art. 106j ust. 2 pkt 2';
/** Data of the corrected invoice: those of art. 106e(1) points 1–5, and the names of the corrected goods. */
const corrected = 'art. 106j ust. 2 pkt 3';
/** By how much tax base and tax change, for each rate. */
const differences = 'art. 106j ust. 2 pkt 5';
/** What is right in fields that change neither the tax base nor the tax. */
const right = 'art. 106j ust. 2 pkt 6';
const outsideVat = 'art. 29a ust. 11';

/** The facts outside of tables. A buyer without an address or a NIP has no such fact. */
export function singleFactsOf(view: CorrectionView): CorrectionFact[] {
  const { seller, buyer, buyerBefore, totals } = view;
  const text = (path: string, article: string, value: string): CorrectionFact => ({
    path,
    article,
    value,
    kind: 'text',
  });
  const amount = (path: string, article: string, value: string): CorrectionFact => ({
    ...text(path, article, value),
    kind: 'amount',
  });
  const buyerIs = view.isBuyerChanged ? right : corrected;
  return [
    text('title', number, view.title.replace(view.number, '').trim()),
    text('number', number, view.number),
    text('issueDate', number, view.issueDate),
    text('corrected.number', corrected, view.corrected.number),
    text('corrected.issueDate', corrected, view.corrected.issueDate),
    text('reason', 'art. 106j ust. 1', view.reason),
    ...(['name', 'address', 'nip'] as const).flatMap((field) => [
      text(`seller.${field}`, corrected, seller[field]),
      text(`buyer.${field}`, buyerIs, buyer[field]),
      text(`buyerBefore.${field}`, corrected, buyerBefore[field]),
    ]),
    amount('totals.net', differences, totals.net),
    amount('totals.vat', differences, totals.vat),
    amount('totals.gross', differences, totals.gross),
    amount('depositsTotal', outsideVat, bareAmount(view.depositsTotal)),
    amount('refund', differences, bareAmount(view.refund)),
    ...view.sales.flatMap((sale, index) => [
      text(`sales[${index}].documentNumber`, 'art. 106h ust. 1', sale.documentNumber),
      text(`sales[${index}].tillUniqueNumber`, 'art. 106h ust. 1', sale.tillUniqueNumber),
    ]),
  ].filter(({ value }) => value !== '');
}

/** The lines, each with what held before and what holds afterwards. */
export function lineRowsOf(view: CorrectionView): Row[] {
  return view.lines.map((line, index) => {
    const path = `lines[${index}]`;
    const cells: Cell[] = (['quantityBefore', 'quantity', 'rate', 'grossBefore', 'gross', 'difference'] as const).map(
      (field) => ({ path: `${path}.${field}`, value: line[field], kind: 'amount' }),
    );
    return { path, name: line.name, cells };
  });
}

export function depositRowsOf(view: CorrectionView): Row[] {
  return view.deposits.map((deposit, index) => {
    const path = `deposits[${index}]`;
    return { path, name: deposit.name, cells: [{ path: `${path}.amount`, value: deposit.amount, kind: 'amount' }] };
  });
}

/** An amount without its currency, which may be printed on the next line. */
const bareAmount = (text: string) => text.replace(/[^\d\s.,]/g, '').trim();
