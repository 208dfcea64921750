import { labelsAround, labelsBelow, nearestMeaning, withItsWords } from './labels.ts';
import { type Proof, seenOrReported } from './proof.ts';
import { foldText } from './text/foldText.ts';
import { type Meaning, means } from './text/lexicon.ts';
import type { ValueKind } from './text/printedText.ts';

type Head = { path: string; value: string; kind: ValueKind; is?: Meaning; not?: Meaning };

/** The facts that stand once: number, dates, parties, the sale's register and document, annotations. */
export function proveHeads(proof: Proof): void {
  for (const head of headsOf(proof)) proveHead(proof, head);
}

function proveHead(proof: Proof, { path, value, kind, is, not }: Head): void {
  const places = seenOrReported(proof, path, value, kind);
  if (places.length === 0 || !is || !not) return;
  // One place is enough: a name may stand in a letterhead as well. A party's name stands under a label of its own.
  const isFine = places.some((place) => {
    const near = nearestMeaning(labelsAround(proof, place), [is, not]);
    if (nearestMeaning(labelsAround(proof, withItsWords(proof, place)), [is, not]).has(is)) return true;
    if (near.has(is) || !path.endsWith('.name')) return near.has(is) || near.size === 0;
    // Or the label stands beneath the name, as in a letterhead.
    return near.size === 0 && labelsBelow(proof, place).some(({ text }) => means(text, is));
  });
  if (!isFine) proof.report('fact.misplaced', path);
}

function headsOf({ view }: Proof): Head[] {
  const { seller, buyer, sales } = view;
  const party = (is: 'seller' | 'buyer', fields: { [name: string]: string }): Head[] =>
    Object.entries(fields).map(([name, value]) => ({
      path: `${is}.${name}`,
      value,
      kind: 'text',
      is,
      not: is === 'seller' ? 'buyer' : 'seller',
    }));
  const differ = view.issueDate !== view.saleDate;
  const heads: Head[] = [
    { path: 'number', value: view.number, kind: 'text' },
    { path: 'issueDate', value: view.issueDate, kind: 'text', ...(differ && { is: 'issued', not: 'sold' }) },
    { path: 'saleDate', value: view.saleDate, kind: 'text', ...(differ && { is: 'sold', not: 'issued' }) },
    ...party('seller', { name: seller.name, nip: seller.nip, address: seller.address }),
    ...party('buyer', { name: buyer.name, nip: buyer.nip, address: buyer.address }),
    ...sales.flatMap((sale, index): Head[] => [
      { path: `sales[${index}].documentNumber`, value: sale.documentNumber, kind: 'text' },
      { path: `sales[${index}].tillUniqueNumber`, value: sale.tillUniqueNumber, kind: 'text' },
    ]),
    ...view.annotations.map((value, index): Head => ({ path: `annotations[${index}]`, value, kind: 'text' })),
  ];
  return heads.filter(({ value }) => foldText(value) !== '');
}
