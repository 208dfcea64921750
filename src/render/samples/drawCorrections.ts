import { countryOf } from '../../domain/countries/countryOf.ts';
import type { Language } from '../../domain/format.ts';
import { changed, correctionBetween, stateOf } from '../../domain/invoices/correction.ts';
import type { CorrectionChange } from '../../domain/invoices/correctionChange.ts';
import type { Invoice } from '../../domain/invoices/invoice.ts';
import { formatQuantity, parseQuantity } from '../../domain/money/quantity.ts';
import type { Random } from '../../domain/random.ts';
import type { SampleChain } from './drawInvoice.ts';
import { drawSamples, type SampleName } from './drawSamples.ts';
import { drawId } from './sales.ts';

export type CorrectionSample = { name: string; invoice: Invoice; language: Language };

type Change = (invoice: Invoice, random: Random) => CorrectionChange;

/** The last piece of the first line, or the half of a weighed line, and everything of the second line. */
const returned: Change = ({ lines: [first, second], country }) => {
  const bought = parseQuantity(first?.quantity ?? '1');
  const piece = countryOf(country).isPieceUnit(first?.unit ?? '') ? 1_000_000n : (bought / 2_000n) * 1_000n;
  const part = piece < bought ? piece : bought;
  return {
    reason: 'goods_returned',
    lines: [
      { position: 1, quantity: formatQuantity(part) },
      ...(second ? [{ position: 2, quantity: second.quantity }] : []),
    ],
  };
};
const renamed: Change = () => ({
  reason: 'buyer_changed',
  name: 'Poprawna Nazwa Nabywcy',
  address: 'ul. Nowa 3/5, 00-950 Warszawa',
});
const toZero: Change = () => ({ reason: 'to_zero' });

const kinds: [name: string, of: SampleName, change: Change][] = [
  ['return', 'person', returned],
  ['return of a company', 'company', returned],
  ['return of weighed goods', 'weighed', returned],
  ['return of discounted goods', 'discounts', returned],
  ['to zero', 'person', toZero],
  ['to zero with deposits', 'deposits', toZero],
  ['to zero of many lines', 'manyLinesOfCompany', toZero],
  ['to zero of many sales', 'manySales', toZero],
  ['to zero of exempt goods', 'exempt', toZero],
  ['to zero of long names', 'longestNames', toZero],
  ['to zero of huge amounts', 'hugeAmounts', toZero],
  ['buyer changed', 'person', renamed],
  ['buyer of a company changed', 'company', renamed],
  ['buyer without an address changed', 'bare', renamed],
  ['English return', 'english', returned],
];

/** Invented corrections, one of each kind: what is printed of them is drawn at random as for `drawSamples`. */
export function drawCorrections(random: Random, chain: SampleChain & { language: Language }): CorrectionSample[] {
  const samples = drawSamples(random, chain);
  return kinds.flatMap(([name, of, change]) => {
    const sample = samples.find((one) => one.name === of);
    if (!sample) return [];
    const invoice = corrected(sample.invoice, change(sample.invoice, random), random);
    return [{ name, invoice, language: sample.language }];
  });
}

/** The first correction of an invoice. */
export function corrected(invoice: Invoice, change: CorrectionChange, random: Random): Invoice {
  const before = stateOf(invoice, []);
  const after = changed(before, change, countryOf(invoice.country));
  return {
    ...invoice,
    ...correctionBetween(before, after),
    id: drawId(random),
    kind: 'correction',
    correctsId: invoice.id,
    correction: {
      no: 1,
      reason: change.reason,
      corrected: { number: invoice.number, issueDate: invoice.issueDate },
      ...(change.reason === 'buyer_changed' ? { buyerBefore: before.buyer } : {}),
    },
    number: `KOR/${random.whole(1_000, 9_999)}/${invoice.issueDate.slice(0, 4)}`,
    buyer: after.buyer,
    payments: [],
  };
}
