import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { poland } from '../countries/pl/poland.ts';
import { priceOf } from '../money/quantity.ts';
import { rateTotals } from '../money/vat.ts';
import { pushedReceipts } from '../testing/arbitraries.ts';
import { aPushedLine, aPushedReceipt, rateOf } from '../testing/builders.ts';
import vectors from '../vectors.json' with { type: 'json' };
import { type CheckedReceipt, checkReceipt, differingFields } from './checkReceipt.ts';

function accepted(checked: CheckedReceipt) {
  if (!checked.ok) throw new Error(JSON.stringify(checked.errors));
  return checked;
}

describe('checkReceipt accepts', () => {
  it('weighed goods, a line discount and a deposit (vector G5)', () => {
    const { lines, depositsTotal } = accepted(checkReceipt(aPushedReceipt(), poland));
    const vector = vectors.totals.find(({ id }) => id === 'G5');
    expect(depositsTotal).toBe(vector?.deposit);
    expect(lines.map(({ discount, gross, letter, rate }) => ({ discount, gross, letter, rate }))).toEqual([
      { discount: 652, gross: 1953, letter: 'C', rate: rateOf(5) },
      { discount: 0, gross: 350, letter: 'A', rate: rateOf(23) },
    ]);
    expect(rateTotals(lines).totals).toEqual(vector?.totals);
  });

  it('a voucher within one rate, as a discount that the gross does not include (vectors G6a, G6c)', () => {
    const [vector] = vectors.allocations;
    const weights = vector?.weights ?? [];
    const { lines } = accepted(
      checkReceipt(
        aPushedReceipt({
          lines: weights.map((gross) => aPushedLine({ unitPrice: gross, gross })),
          discounts: [{ name: 'Bon', amount: vector?.amount ?? 0, rate: 'A' }],
          deposits: [],
          total: 8117,
          payments: [{ method: 'cash', amount: 8117 }],
        }),
        poland,
      ),
    );
    expect(lines.map((line) => line.discount)).toEqual(vector?.shares);
    expect(lines.map((line) => line.gross)).toEqual([4691, 2345, 1081]);
  });

  it('the receipt’s own letters: A may be 22 % and G exempt', () => {
    const { lines } = accepted(
      checkReceipt(
        aPushedReceipt({
          rates: [
            { letter: 'A', percent: 22 },
            { letter: 'G', percent: 'exempt' },
          ],
          lines: [aPushedLine({ rate: 'A' }), aPushedLine({ rate: 'G' })],
          deposits: [],
          total: 2598,
          payments: [{ method: 'cash', amount: 2598 }],
        }),
        poland,
      ),
    );
    expect(lines.map((line) => line.rate)).toEqual([rateOf(22), rateOf('exempt')]);
  });

  it('one spelling of a quantity, and a barcode only where the till sent one', () => {
    const lines = [aPushedLine({ quantity: '1.00', gtin: '5901234123457' }), aPushedLine()];
    const payments = [{ method: 'cash', amount: 2598 }];
    const checked = accepted(checkReceipt(aPushedReceipt({ lines, deposits: [], total: 2598, payments }), poland));
    expect(checked.lines[0]).toMatchObject({ quantity: '1', gtin: '5901234123457' });
    expect(checked.lines[1]).not.toHaveProperty('gtin');
  });

  it('every receipt that a correct till builds, with discounts spread to the grosz', () => {
    fc.assert(
      fc.property(pushedReceipts, (pushed) => {
        const { lines, depositsTotal } = accepted(checkReceipt(pushed, poland));
        expect(lines.reduce((all, line) => all + line.gross, 0)).toBe(pushed.total);
        expect(pushed.payments.reduce((all, { amount }) => all + amount, 0)).toBe(pushed.total + depositsTotal);
        lines.forEach((line, index) => {
          expect(line.gross).toBeGreaterThanOrEqual(0);
          expect(line.gross).toBeLessThanOrEqual(pushed.lines[index]?.gross ?? -1);
          expect(line.discount + line.gross).toBe(priceOf(line.unitPrice, line.quantity));
        });
      }),
    );
  });

  it('lowers only the lines of the rate that a discount names', () => {
    fc.assert(
      fc.property(pushedReceipts, (pushed) => {
        const discounts = (pushed.discounts ?? []).filter((discount) => discount.rate !== undefined);
        const off = discounts.reduce((all, { amount }) => all + amount, 0);
        const total = pushed.lines.reduce((all, line) => all + line.gross, 0) - off;
        const { lines } = accepted(
          checkReceipt(
            { ...pushed, discounts, deposits: [], total, payments: [{ method: 'card', amount: total }] },
            poland,
          ),
        );
        for (const { letter } of pushed.rates) {
          const before = pushed.lines.filter((line) => line.rate === letter).reduce((all, line) => all + line.gross, 0);
          const after = lines.filter((line) => line.letter === letter).reduce((all, line) => all + line.gross, 0);
          const named = discounts.filter(({ rate }) => rate === letter).reduce((all, { amount }) => all + amount, 0);
          expect(before - after).toBe(named);
        }
      }),
    );
  });
});

describe('differingFields', () => {
  it('finds no difference between a receipt and a second copy of it', () => {
    fc.assert(
      fc.property(pushedReceipts, (pushed) => {
        expect(differingFields(pushed, structuredClone(pushed))).toEqual([]);
      }),
    );
  });

  it('treats other spellings of a value as the same', () => {
    const [salmon = aPushedLine(), milk = aPushedLine()] = aPushedReceipt().lines;
    const respelled = aPushedReceipt({
      issuedAt: '2026-11-24T16:42:10.000Z',
      lines: [
        { ...salmon, quantity: '0.3260' },
        { ...milk, discount: 0 },
      ],
      discounts: [],
    });
    expect(differingFields(aPushedReceipt(), respelled)).toEqual([]);
  });

  it('returns a pointer to each field that differs', () => {
    const [salmon = aPushedLine(), milk = aPushedLine()] = aPushedReceipt().lines;
    const other = aPushedReceipt({
      store: { code: 'WAW-01', name: 'Sklep Ochota', address: 'ul. Puławska 1, 02-515 Warszawa' },
      buyerNip: '8567346215',
      issuedAt: '2026-11-24T17:42:11+01:00',
      lines: [salmon, { ...milk, gross: 351 }],
      deposits: [],
    });
    expect(differingFields(aPushedReceipt(), other).toSorted()).toEqual([
      '/buyerNip',
      '/deposits',
      '/issuedAt',
      '/lines/1/gross',
      '/store/name',
    ]);
  });
});
