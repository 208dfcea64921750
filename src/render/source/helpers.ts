import type { Language } from '../../domain/format.ts';
import { type LabelKey, labels } from '../labels.ts';

/** Where a template may use a helper: as a block, inside `( )`, or to print. `params` is the number of parameters. */
export type HelperUse = { use: 'block' | 'inside' | 'print'; params: number };

/** The closed list. `if`, `unless` and `each` are built into Handlebars. */
export const helperUses: { [name: string]: HelperUse } = {
  if: { use: 'block', params: 1 },
  unless: { use: 'block', params: 1 },
  each: { use: 'block', params: 1 },
  eq: { use: 'inside', params: 2 },
  gt: { use: 'inside', params: 2 },
  and: { use: 'inside', params: 2 },
  or: { use: 'inside', params: 2 },
  not: { use: 'inside', params: 1 },
  t: { use: 'print', params: 1 },
};

type Root = { language: Language; documentName?: string };

/** The functions that Handlebars calls. Each returns a plain value and sees only its parameters and the language. */
export const helpers = {
  eq: (left: unknown, right: unknown) => left === right,
  gt: (left: unknown, right: unknown) => Number(left) > Number(right),
  and: (left: unknown, right: unknown) => Boolean(left) && Boolean(right),
  or: (left: unknown, right: unknown) => Boolean(left) || Boolean(right),
  not: (value: unknown) => !value,
  t: (key: string, { data: { root } }: { data: { root: Root } }) => wordsFor(root)[key as LabelKey] ?? '',
};

/** Until KSeF has numbered an invoice, every layout calls its document a confirmation. */
function wordsFor({ language, documentName }: Root): (typeof labels)[Language] {
  const words = labels[language];
  if (documentName !== words.confirmation) return words;
  return { ...words, invoice: words.confirmation, attached: words.confirmationAttached };
}
