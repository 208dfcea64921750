import Schema from 'typebox/schema';
import { expect, test } from 'vitest';
import { NewChain } from '../../../../src/contract/chains.ts';
import { type ChainForm, emptyForm, readChainForm } from './chainForm.ts';

const filled: ChainForm = {
  '/name': ' Nowa  Sieć ',
  '/slug': 'nowa-siec',
  '/seller/name': 'Nowa Sieć sp. z o.o.',
  '/seller/nip': 'PL 856-734-62-15',
  '/seller/address': 'ul. Polna 3, 60-535 Poznań',
  '/baseTheme': 'zielony',
  '/admin/email': 'anna@example.pl',
  '/store/code': 'S01',
  '/store/name': 'Poznań Jeżyce',
  '/store/address': 'ul. Polna 3, 60-535 Poznań',
  '/copyEmail': '',
  '/contact/phone': '800 123 456',
  '/contact/email': '',
  '/contact/url': 'https://siec.example/pomoc',
};
const errorsOf = (change: Partial<ChainForm>) => {
  const read = readChainForm({ ...filled, ...change });
  return 'errors' in read ? read.errors : {};
};

test('a filled form gives trimmed input that the contract accepts', () => {
  const read = readChainForm(filled);
  const chain = 'chain' in read ? read.chain : undefined;
  expect(chain).toMatchObject({ name: 'Nowa Sieć', seller: { nip: '8567346215' }, baseTheme: 'zielony' });
  expect(chain).not.toHaveProperty('copyEmail');
  expect(chain?.contact).toEqual({ phone: '800 123 456', url: 'https://siec.example/pomoc' });
  expect(Schema.Compile(NewChain).Check(chain)).toBe(true);
});

test('an empty form reports every field but optional ones and those with a default', () => {
  const read = readChainForm(emptyForm());
  const errors = 'errors' in read ? read.errors : {};
  expect(Object.keys(errors)).toHaveLength(8);
  expect(errors['/copyEmail']).toBeUndefined();
  expect(errors['/store/code']).toBeUndefined();
});

test.each([
  [{ '/seller/nip': '8567346216' }, '/seller/nip', 'nip'],
  [{ '/slug': '-a' }, '/slug', 'slug'],
  [{ '/admin/email': 'anna' }, '/admin/email', 'email'],
  [{ '/copyEmail': 'a@b' }, '/copyEmail', 'email'],
  [{ '/contact/phone': 'ask Anna' }, '/contact/phone', 'phone'],
  [{ '/contact/email': 'a@b' }, '/contact/email', 'email'],
  [{ '/contact/url': 'javascript:alert(1)' }, '/contact/url', 'url'],
  [{ '/store/code': 'ą1' }, '/store/code', 'code'],
  [{ '/name': 'x'.repeat(81) }, '/name', 'long'],
] as const)('%j is wrong at %s', (change, field, kind) => {
  expect(errorsOf(change)[field]?.kind).toBe(kind);
});
