import { expect, it } from 'vitest';
import { handlingOf, isOutdated, shellFor } from './handling.ts';

const at = (path: string) => new URL(path, 'https://zielony.example');
const id = '019a1b2c-0000-7000-8000-000000000001';
const handling = (method: string, path: string, mode = 'cors') => handlingOf({ method, mode, url: at(path) });

it.each([
  ['POST', '/api/v1/auth/session', 'session'],
  ['DELETE', '/api/v1/auth/session', 'session'],
  ['POST', '/api/v1/auth/passkey', 'session'],
  ['POST', '/api/v1/orders/press', 'session'],
  ['POST', '/api/v1/orders/look', 'network'],
  ['POST', '/api/v1/auth/code', 'network'],
  ['POST', '/api/v1/invoices', 'network'],
  ['POST', '/api/v1/receipts/find', 'network'],
  ['GET', '/api/v1/me', 'own'],
  ['GET', '/api/v1/invoices?limit=3', 'own'],
  ['GET', '/api/v1/invoices?q=anna', 'network'],
  ['GET', '/api/v1/invoices?cursor=x', 'network'],
  ['GET', `/api/v1/invoices/${id}`, 'own'],
  ['GET', `/api/v1/invoices/${id}/pdf`, 'own'],
  ['GET', `/api/v1/invoices/${id}/events`, 'network'],
  ['GET', '/api/v1/office/invoices', 'network'],
  ['GET', `/api/v1/office/invoices/${id}/pdf`, 'network'],
  ['GET', '/_app/immutable/entry/start.js', 'asset'],
  ['GET', '/_app/version.json', 'network'],
  ['GET', `/theme/${id}.css`, 'asset'],
] as const)('%s %s is %s', (method, path, expected) => {
  expect(handling(method, path)).toBe(expected);
});

it.each(['/', '/receipt', '/r/7K3M9QXA4TB2C', '/invoices', '/nowhere'])('opening %s is a page', (path) => {
  expect(handling('GET', path, 'navigate')).toBe('page');
  expect(handling('GET', path)).toBe('network');
});

it.each(['/office', '/office/invoices', '/operator', '/demo/receipts', '/api/v1/docs'])(
  'opening %s needs the server',
  (path) => {
    expect(handling('GET', path, 'navigate')).toBe('network');
  },
);

it('the PDF opened in a tab is the reader’s own too', () => {
  expect(handling('GET', `/api/v1/invoices/${id}/pdf`, 'navigate')).toBe('own');
});

it('the start has its own kept page', () => {
  expect([shellFor(at('/?scan')), shellFor(at('/buyer'))]).toEqual(['/', '/receipt']);
});

it('files of an earlier build are outdated, themes are not', () => {
  const build = ['/_app/immutable/a.js'];
  expect(
    ['/_app/immutable/a.js', '/_app/immutable/b.js', `/theme/${id}.css`].map((path) => isOutdated(at(path), build)),
  ).toEqual([false, true, false]);
});
