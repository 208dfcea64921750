import { expect, it } from 'vitest';
import { ledgerMark } from './ledgerMark.ts';

it.each([
  ['person', 'not_sent', 'BFK'],
  ['company', 'not_sent', 'DI'],
  ['company', 'waiting', 'OFF'],
  ['person', 'waiting', 'OFF'],
  ['company', 'refused', 'DI'],
  ['person', 'refused', 'BFK'],
] as const)('the invoice of a %s that is %s without a number is marked %s', (buyer, state, mark) => {
  expect(ledgerMark(buyer, state)).toBe(mark);
});
