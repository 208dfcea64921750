import type { Language } from '../../domain/format.ts';
import type { Invoice } from '../../domain/invoices/invoice.ts';
import type { Random } from '../../domain/random.ts';
import { drawInvoice, type SampleChain, type SampleProfile } from './drawInvoice.ts';

/** An invented invoice, and the language of its document. */
export type Sample = { name: SampleName; invoice: Invoice; language: Language };

/** The common profile. The profiles below name their differences from it. */
const usual: SampleProfile = {
  buyer: 'person',
  lines: [2, 6],
  sales: [1, 1],
  letters: ['A', 'C', 'B'],
  price: [149, 19_999],
  weighed: 'none',
  discounts: 'none',
  deposits: [0, 0],
  names: 'usual',
  receiptNumbers: 'all',
};

const profiles = {
  person: { discounts: 'some', weighed: 'some' },
  company: { buyer: 'company', lines: [3, 9], discounts: 'some', receiptNumbers: 'some' },
  oneLine: { lines: [1, 1], letters: ['A'] },
  manyLines: { lines: [60, 90], weighed: 'some', discounts: 'some', price: [149, 49_999] },
  manyLinesOfCompany: { buyer: 'company', lines: [26, 45], weighed: 'some', price: [1_499, 999_999] },
  manySales: { buyer: 'company', lines: [24, 45], sales: [18, 24], receiptNumbers: 'some', price: [499, 49_999] },
  someSales: { lines: [4, 10], sales: [2, 3], weighed: 'some' },
  deposits: { lines: [3, 12], deposits: [2, 4], discounts: 'some' },
  weighed: { lines: [2, 9], weighed: 'all', discounts: 'sure' },
  exempt: { buyer: 'company', lines: [3, 7], letters: ['A', 'E', 'C', 'B', 'D'] },
  discounts: { lines: [3, 7], discounts: 'every', weighed: 'some', price: [2_999, 99_999] },
  longestNames: { buyer: 'company with the longest name', lines: [3, 5], sales: [2, 2], names: 'longest' },
  english: {
    buyer: 'company',
    lines: [4, 12],
    sales: [2, 4],
    letters: ['A', 'E', 'B'],
    deposits: [1, 2],
    discounts: 'sure',
  },
  englishPerson: { lines: [2, 30], discounts: 'some', weighed: 'some', receiptNumbers: 'some' },
  zeroVat: { lines: [2, 6], letters: ['D', 'E'] },
  hugeAmounts: { buyer: 'company', lines: [2, 3], price: [99_999_999, 999_999_999], discounts: 'sure' },
  smallAmounts: { lines: [2, 3], letters: ['A'], price: [4, 99] },
  // All optional facts are absent.
  bare: { buyer: 'person without address', lines: [1, 5], letters: ['C'], receiptNumbers: 'none' },
  everything: {
    buyer: 'company',
    lines: [22, 34],
    sales: [3, 6],
    letters: ['A', 'B', 'C', 'D', 'E'],
    price: [499, 99_999],
    weighed: 'some',
    discounts: 'sure',
    deposits: [2, 3],
    names: 'one long',
    receiptNumbers: 'some',
  },
} satisfies Record<string, Partial<SampleProfile>>;

export type SampleName = keyof typeof profiles;
export const sampleNames = Object.keys(profiles) as SampleName[];

/**
 * Invented invoices that a layout must print correctly before it is published. Each has another difficulty. All printed
 * numbers, names and amounts are drawn at random, so that a layout cannot recognise a sample. The samples are in the chain's
 * `language`, except two in English.
 */
export function drawSamples(random: Random, chain: SampleChain & { language: Language }): Sample[] {
  return sampleNames.map((name) => {
    const language = name.startsWith('english') ? 'en' : chain.language;
    return { name, language, invoice: drawInvoice(random, chain, { ...usual, ...profiles[name] }, language) };
  });
}

/** Profile of an editor's preview: some of everything on one page. */
const forEditor: SampleProfile = {
  ...usual,
  buyer: 'company',
  lines: [7, 9],
  letters: ['C', 'A', 'B', 'D', 'E'],
  price: [349, 8_999],
  weighed: 'some',
  discounts: 'sure',
  deposits: [1, 2],
  names: 'one long',
};

/** The invoice of a preview, with weighed goods, a discount, a long name, deposits and every kind of rate. */
export function editorSample(random: Random, chain: SampleChain & { language: Language }): Invoice {
  return drawInvoice(random, chain, forEditor, chain.language);
}
