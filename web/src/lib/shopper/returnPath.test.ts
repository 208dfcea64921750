import { expect, it } from 'vitest';
import { returnPath, signInPath } from './returnPath.ts';

const invoice = '/invoices/019a0000-0000-7000-8000-000000000001';

it.each([
  null,
  '',
  '/',
  '//evil.example',
  '/\\evil.example',
  'https://evil.example/invoices',
  'javascript:alert(1)',
  '/invoices/../office',
  '/invoices/%2e%2e',
  '/invoices/1',
  `${invoice}/`,
  `${invoice}?x=1`,
  `${invoice}#x`,
  `${invoice}\n`,
  '/office',
  '/issue',
])('%j leads to the invoices', (asked) => {
  expect(returnPath(asked)).toBe('/invoices');
});

it.each([invoice, '/invoices', '/confirm', '/profile'])('%s is led back to', (path) => {
  expect(returnPath(path)).toBe(path);
});

it('the way to the sign-in page names the way back', () => {
  expect([signInPath(invoice), signInPath('/office')]).toEqual([`/sign-in?to=${invoice}`, '/sign-in']);
});
