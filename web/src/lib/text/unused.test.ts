import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { booksText } from './books/books.ts';
import { correctionsText } from './corrections/corrections.ts';
import { english } from './en.ts';
import { invoiceKsefText } from './invoiceKsef/invoiceKsef.ts';
import { officeText } from './office/office.ts';
import { templatesText } from './office/templates.ts';
import { themeText } from './office/theme.ts';
import { officialText } from './official/official.ts';
import { operatorText } from './operator/operator.ts';
import { ksefText } from './settings/ksef.ts';
import { tillsText } from './settings/tills.ts';
import { orderText } from './shopper/order.ts';
import { profileText } from './shopper/profile.ts';

const here = new URL('../../', import.meta.url).pathname;
const isShown = (file: string) => /\.(svelte|ts)$/.test(file) && !/\.test\.ts$|lib\/text\//.test(file);
const screens = globSync('**/*', { cwd: here })
  .filter(isShown)
  .map((file) => readFileSync(`${here}${file}`, 'utf8'));
// Names of helpers, blocks, roles and registers are keys that the screens take from these lists.
const lists = [
  'render/source/helpers.ts',
  'render/source/partials.ts',
  'domain/format.ts',
  'domain/rights.ts',
  'domain/books/difference.ts',
  'contract/companies.ts',
  'contract/invoices.ts',
  'contract/ksef/credentials.ts',
  'domain/chains/ksefAccess.ts',
  'domain/invoices/ksefState.ts',
].map((file) => readFileSync(new URL(`../../../../src/${file}`, import.meta.url), 'utf8'));
const words = new Set([...screens, ...lists].flatMap((text) => text.match(/\w+/g) ?? []));

function keysOf(text: unknown, path = ''): string[] {
  if (typeof text !== 'object' || text === null || Array.isArray(text)) return [];
  return Object.entries(text).flatMap(([key, part]) => [`${path}${key}`, ...keysOf(part, `${path}${key}.`)]);
}

it.each([
  ['the pages', english('neutral')],
  ['an order', orderText({ language: 'en', voice: 'ty' })],
  ['the account', profileText({ language: 'en', voice: 'ty' })],
  ['the office', officeText('en')],
  ['the templates', templatesText('en')],
  ['the theme', themeText('en')],
  ['the official pages', officialText('en')],
  ['the operator', operatorText('en')],
  ['corrections', correctionsText('en')],
  ['KSeF', ksefText('en')],
  ['the tills', tillsText('en')],
  ['the books', booksText('en')],
  ['an invoice in KSeF', invoiceKsefText('en')],
] as const)('every text of %s is named by a screen', (_, text) => {
  const keys = keysOf(text).filter((path) => !path.startsWith('problems.'));
  expect(keys.length).toBeGreaterThan(10);
  expect(keys.filter((path) => !words.has(path.split('.').at(-1) ?? ''))).toEqual([]);
});
