import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Minor, minor } from '../money/money.ts';
import { aLine, aReceipt } from '../testing/builders.ts';
import { type Payment, paymentMethods } from './payment.ts';
import { byMethod, paymentsFor } from './paymentsFor.ts';

const deposits = [{ name: 'Butelka', quantity: '6', unitPrice: minor(50) }];
const payments: Payment[] = [
  { method: 'voucher', amount: minor(1_000) },
  { method: 'card', amount: minor(2_000) },
];
const lines = (left: number) => [aLine({ unitPrice: minor(2_700), remainingGross: minor(left) })];

it('an invoice for the whole receipt names its payments', () => {
  expect(paymentsFor(aReceipt({ lines: lines(2_700), deposits, payments }), minor(3_000))).toEqual(payments);
});

it('two partial invoices use the payments up in the order of the receipt', () => {
  const first = paymentsFor(aReceipt({ lines: lines(2_700), deposits, payments }), minor(1_500));
  expect(first).toEqual([
    { method: 'voucher', amount: 1_000 },
    { method: 'card', amount: 500 },
  ]);
  const rest = paymentsFor(aReceipt({ lines: lines(1_200), deposits, payments }), minor(1_500));
  expect(rest).toEqual([{ method: 'card', amount: 1_500 }]);
});

it('payments of one method become one, and payments of nothing are left out', () => {
  const split: Payment[] = [
    { method: 'cash', amount: minor(300) },
    { method: 'card', amount: minor(0) },
    { method: 'cash', amount: minor(700) },
  ];
  expect(paymentsFor(aReceipt({ lines: [aLine({ unitPrice: minor(1_000) })], payments: split }), minor(1_000))).toEqual(
    [{ method: 'cash', amount: 1_000 }],
  );
});

it('the invoices of any receipt name exactly its payments', () => {
  const paid = fc.array(
    fc.record({ method: fc.constantFrom(...paymentMethods), amount: fc.integer({ min: 0, max: 100_000 }) }),
    { minLength: 1, maxLength: 5 },
  );
  const cuts = fc.array(fc.integer({ min: 1, max: 50_000 }), { maxLength: 8 });
  fc.assert(
    fc.property(paid, cuts, (given, parts) => {
      const payments = given.map(({ method, amount }) => ({ method, amount: minor(amount) }));
      let left = payments.reduce((sum, { amount }) => sum + amount, 0);
      const named: Payment[] = [];
      for (const part of [...parts, left]) {
        const due: Minor = minor(Math.min(part, left));
        const of = paymentsFor(aReceipt({ lines: lines(left), payments }), due);
        expect(of.reduce((sum, { amount }) => sum + amount, 0)).toBe(due);
        named.push(...of);
        left -= due;
      }
      const sums = (some: Payment[]) => new Map(byMethod(some).map(({ method, amount }) => [method, Number(amount)]));
      for (const [method, amount] of sums(payments))
        expect(sums(named).get(method) ?? 0).toBe(left === 0 ? amount : -1);
    }),
  );
});
