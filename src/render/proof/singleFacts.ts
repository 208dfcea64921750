import { isConfirmation } from '../view/view.ts';
import { labelsAround, labelsBelow, nearestMeaning, withWordsBefore } from './labels.ts';
import { type Proof, seenOrReported } from './proof.ts';
import { foldText } from './text/foldText.ts';
import { type Meaning, means } from './text/lexicon.ts';
import type { ValueKind } from './text/printedText.ts';

type SingleFact = { path: string; value: string; kind: ValueKind; is?: Meaning; not?: Meaning };

/** Proves the facts outside of tables: number, dates, parties, till and document number of each sale, annotations. */
export function proveSingleFacts(proof: Proof): void {
  for (const fact of singleFactsOf(proof)) proveSingleFact(proof, fact);
}

function proveSingleFact(proof: Proof, { path, value, kind, is, not }: SingleFact): void {
  const places = seenOrReported(proof, path, value, kind);
  if (places.length === 0 || !is || !not) return;
  // One correct place is enough: a name may stand in a letterhead as well. A party's name needs its own label near it.
  const isFine = places.some((place) => {
    const near = nearestMeaning(labelsAround(proof, place), [is, not]);
    if (nearestMeaning(labelsAround(proof, withWordsBefore(proof, place)), [is, not]).has(is)) return true;
    if (near.has(is) || !path.endsWith('.name')) return near.has(is) || near.size === 0;
    // In a letterhead the label stands beneath the name.
    return near.size === 0 && labelsBelow(proof, place).some(({ text }) => means(text, is));
  });
  if (!isFine) proof.report('fact.misplaced', path);
}

function singleFactsOf({ view }: Proof): SingleFact[] {
  const { seller, buyer, sales } = view;
  const party = (is: 'seller' | 'buyer', fields: { [name: string]: string }): SingleFact[] =>
    Object.entries(fields).map(([name, value]) => ({
      path: `${is}.${name}`,
      value,
      kind: 'text',
      is,
      not: is === 'seller' ? 'buyer' : 'seller',
    }));
  const differ = view.issueDate !== view.saleDate;
  const facts: SingleFact[] = [
    { path: 'number', value: view.number, kind: 'text' },
    { path: 'issueDate', value: view.issueDate, kind: 'text', ...(differ && { is: 'issued', not: 'sold' }) },
    { path: 'saleDate', value: view.saleDate, kind: 'text', ...(differ && { is: 'sold', not: 'issued' }) },
    ...party('seller', { name: seller.name, nip: seller.nip, address: seller.address }),
    ...party('buyer', { name: buyer.name, nip: buyer.nip, address: buyer.address }),
    ...sales.flatMap((sale, index): SingleFact[] => [
      { path: `sales[${index}].documentNumber`, value: sale.documentNumber, kind: 'text' },
      { path: `sales[${index}].tillUniqueNumber`, value: sale.tillUniqueNumber, kind: 'text' },
    ]),
    // A layout that writes "Faktura" by hand would name a document so that is none yet.
    ...(isConfirmation(view) ? [{ path: 'documentName', value: view.documentName, kind: 'text' as const }] : []),
    ...view.codeLabels.map((value, index): SingleFact => ({ path: `codeLabels[${index}]`, value, kind: 'text' })),
    ...view.annotations.map((value, index): SingleFact => ({ path: `annotations[${index}]`, value, kind: 'text' })),
  ];
  return facts.filter(({ value }) => foldText(value) !== '');
}
