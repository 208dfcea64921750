import { expect, it } from 'vitest';
import { buyerKey } from './sameBuyer.ts';

const person = (name: string) => buyerKey({ kind: 'person', name });
const company = (nip: string, name: string) => buyerKey({ kind: 'company', nip, name });

it('a person is the same in other case and spaces, and in no other name', () => {
  expect(person(' anna  NOWAK ')).toBe(person('Anna Nowak'));
  expect(person('Anna Nowak')).not.toBe(person('Hanna Nowak'));
});

it('a company is the same under one tax id, whatever its name', () => {
  expect(company('8567346215', 'Firma')).toBe(company('8567346215', 'Firma sp. z o.o.'));
  expect(company('8567346215', 'Firma')).not.toBe(company('7740001454', 'Firma'));
});

it('a person is never a company', () => {
  expect(person('8567346215')).not.toBe(company('8567346215', 'x'));
});
