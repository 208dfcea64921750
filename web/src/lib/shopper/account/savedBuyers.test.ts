import { expect, it } from 'vitest';
import { buyerIn, sameBuyers } from './savedBuyers.ts';

const firm = { id: '1', kind: 'company', nip: '8567346215', name: 'Firma', address: 'ul. Długa 1' } as const;
const again = { ...firm, id: '2', name: 'Firma sp. z o.o.' };
const anna = { id: '3', kind: 'person', name: 'Anna Nowak' } as const;

it('shows only the buyers that are there more than once', () => {
  expect(sameBuyers([firm, anna])).toEqual([]);
  expect(sameBuyers([firm, anna, again])).toEqual([[firm, again]]);
});

it('sends a person without fields of a company, and no empty address', () => {
  expect(buyerIn(anna)).toEqual({ kind: 'person', name: 'Anna Nowak' });
  expect(buyerIn(firm)).toEqual({ kind: 'company', nip: '8567346215', name: 'Firma', address: 'ul. Długa 1' });
});
