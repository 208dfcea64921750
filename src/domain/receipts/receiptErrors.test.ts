import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { poland } from '../countries/pl/poland.ts';
import { minor } from '../money/money.ts';
import { priceOf } from '../money/quantity.ts';
import { pushedReceipts } from '../testing/arbitraries.ts';
import { aPushedLine, aPushedReceipt } from '../testing/builders.ts';
import { checkReceipt } from './checkReceipt.ts';
import type { PushedReceipt } from './pushedReceipt.ts';

/** The errors of the sample receipt after these fields are changed. */
function errorsOf(change: Partial<PushedReceipt>) {
  const checked = checkReceipt(aPushedReceipt(change), poland);
  return checked.ok ? [] : checked.errors;
}

describe('checkReceipt refuses', () => {
  it('any single changed amount', () => {
    const changes = fc.record({ at: fc.nat(), by: fc.integer({ min: 1, max: 1_000_000 }), up: fc.boolean() });
    fc.assert(
      fc.property(pushedReceipts, changes, (pushed, { at, by, up }) => {
        const changed = structuredClone(pushed);
        const places = amountsIn(changed);
        const place = places[at % places.length];
        const was = place?.read() ?? 0;
        const now = up ? was + by : Math.max(0, was - by);
        fc.pre(now !== was);
        const worth = place?.worth() ?? 0;
        place?.write(now);
        // A changed price may give the same rounded amount for 0.3 of a unit. Then no sum differs.
        fc.pre(place?.worth() !== worth);
        expect(checkReceipt(changed, poland).ok).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('a line gross that is not price × quantity − discount, reporting both amounts', () => {
    const [salmon = aPushedLine(), milk = aPushedLine()] = aPushedReceipt().lines;
    expect(errorsOf({ lines: [{ ...salmon, gross: 1954 }, milk] })).toEqual([
      { pointer: '/lines/0/gross', code: 'line.gross_differs', params: { expected: 1953, given: 1954 } },
      { pointer: '/total', code: 'receipt.total_differs', params: { expected: 2304, given: 2303 } },
    ]);
  });

  it('a total that is not the lines minus the discounts, reporting both amounts', () => {
    expect(errorsOf({ total: 2353, payments: [{ method: 'card', amount: 2403 }] })).toEqual([
      { pointer: '/total', code: 'receipt.total_differs', params: { expected: 2303, given: 2353 } },
    ]);
  });

  it('a payment for a receipt that vouchers lowered to zero', () => {
    const free = { discounts: [{ name: 'Bon', amount: 2303 }], deposits: [] };
    expect(errorsOf({ ...free, total: 0, payments: [{ method: 'card', amount: 0 }] })).toEqual([]);
    expect(errorsOf({ ...free, total: 1, payments: [{ method: 'card', amount: 1 }] })).toEqual([
      { pointer: '/total', code: 'receipt.total_differs', params: { expected: 0, given: 1 } },
    ]);
  });

  it('a payment without the deposit, reporting both amounts', () => {
    expect(errorsOf({ payments: [{ method: 'card', amount: 2303 }] })).toEqual([
      { pointer: '/payments', code: 'receipt.paid_differs', params: { expected: 2353, given: 2303 } },
    ]);
  });

  it('a discount larger than its line, its rate or the receipt', () => {
    const [salmon = aPushedLine()] = aPushedReceipt().lines;
    expect(errorsOf({ lines: [{ ...salmon, discount: 2606, gross: 0 }] })).toContainEqual({
      pointer: '/lines/0/discount',
      code: 'discount.exceeds',
      params: { expected: 2605, given: 2606 },
    });
    expect(errorsOf({ discounts: [{ name: 'Bon', amount: 351, rate: 'A' }] })).toContainEqual({
      pointer: '/discounts/0/amount',
      code: 'discount.exceeds',
      params: { expected: 350, given: 351 },
    });
    expect(errorsOf({ discounts: [{ name: 'Bon', amount: 2304 }], total: 0 })).toContainEqual({
      pointer: '/discounts/0/amount',
      code: 'discount.exceeds',
      params: { expected: 2303, given: 2304 },
    });
  });

  it('a letter that is not in the receipt’s own table', () => {
    const [salmon = aPushedLine(), milk = aPushedLine()] = aPushedReceipt().lines;
    expect(errorsOf({ lines: [salmon, { ...milk, rate: 'B' }] })).toEqual([
      { pointer: '/lines/1/rate', code: 'rate.unknown_letter', params: { letter: 'B' } },
    ]);
    const discounts = [{ name: 'Bon', amount: 1, rate: 'B' }];
    expect(errorsOf({ discounts, total: 2302, payments: [{ method: 'card', amount: 2352 }] })).toEqual([
      { pointer: '/discounts/0/rate', code: 'rate.unknown_letter', params: { letter: 'B' } },
    ]);
  });

  it('a letter that is twice in the table, even with the same rate', () => {
    const rates = [...aPushedReceipt().rates, { letter: 'A', percent: 23 }];
    expect(errorsOf({ rates })).toEqual([
      { pointer: '/rates/2/letter', code: 'rate.repeated_letter', params: { letter: 'A' } },
    ]);
  });

  it('a sold or returned quantity of zero', () => {
    const lines = [...aPushedReceipt().lines, aPushedLine({ quantity: '0.000', gross: 0 })];
    const deposits = [...(aPushedReceipt().deposits ?? []), { name: 'Puszka', quantity: '0', unitPrice: 50 }];
    expect(errorsOf({ lines, deposits })).toEqual([
      { pointer: '/lines/2/quantity', code: 'quantity.not_positive' },
      { pointer: '/deposits/1/quantity', code: 'quantity.not_positive' },
    ]);
  });

  it('an invalid NIP', () => {
    expect(errorsOf({ buyerNip: '8567346215' })).toEqual([]);
    expect(errorsOf({ buyerNip: '8567346216' })).toEqual([{ pointer: '/buyerNip', code: 'buyer.nip_invalid' }]);
    expect(errorsOf({ buyerNip: '0000000000' })).toEqual([{ pointer: '/buyerNip', code: 'buyer.nip_invalid' }]);
  });

  it('an instant that does not exist', () => {
    expect(errorsOf({ issuedAt: '2026-02-30T10:00:00+01:00' })).toEqual([
      { pointer: '/issuedAt', code: 'receipt.issued_at_invalid' },
    ]);
  });

  it('amounts beyond the safe integers, without throwing', () => {
    const huge = { quantity: '999999999.999999', unitPrice: 1_000_000_000_000 };
    expect(errorsOf({ lines: [aPushedLine({ ...huge, gross: 1_000_000_000_000 })] })).toContainEqual({
      pointer: '/lines/0/unitPrice',
      code: 'amount.too_large',
    });
    expect(errorsOf({ deposits: [{ name: 'Butelka', ...huge }] })).toEqual([
      { pointer: '/deposits/0/unitPrice', code: 'amount.too_large' },
    ]);
  });

  it('several errors at once, all of them', () => {
    const errors = errorsOf({
      issuedAt: 'yesterday',
      buyerNip: '1234567890',
      lines: [aPushedLine({ rate: 'Z', gross: 1 }), aPushedLine({ quantity: '0' })],
      total: 5,
    });
    expect(errors.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
      '/issuedAt receipt.issued_at_invalid',
      '/buyerNip buyer.nip_invalid',
      '/lines/0/rate rate.unknown_letter',
      '/lines/0/gross line.gross_differs',
      '/lines/1/quantity quantity.not_positive',
      '/lines/1/gross line.gross_differs',
      '/total receipt.total_differs',
      '/payments receipt.paid_differs',
    ]);
  });
});

/** Every amount of a receipt: how to read and write it, and its weight in the sums. */
function amountsIn(receipt: PushedReceipt) {
  const field = <K extends string>(owner: { [key in K]?: number }, key: K, worth = () => owner[key] ?? 0) => ({
    read: () => owner[key] ?? 0,
    write: (amount: number) => {
      owner[key] = amount;
    },
    worth,
  });
  return [
    ...receipt.lines.flatMap((line) => [
      field(line, 'unitPrice', () => priceOf(minor(line.unitPrice), line.quantity)),
      field(line, 'discount'),
      field(line, 'gross'),
    ]),
    ...(receipt.discounts ?? []).map((discount) => field(discount, 'amount')),
    ...(receipt.deposits ?? []).map((deposit) => field(deposit, 'unitPrice')),
    ...receipt.payments.map((payment) => field(payment, 'amount')),
    field(receipt, 'total'),
  ];
}
