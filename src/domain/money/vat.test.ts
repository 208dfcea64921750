import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rateOf } from '../testing/builders.ts';
import vectors from '../vectors.json' with { type: 'json' };
import { minor } from './money.ts';
import { basisPoints, percentOf, untaxedKinds } from './rate.ts';
import { rateTotals, vatInGross } from './vat.ts';

type VectorLine = { gross: number; percent: number | string };

function summary(lines: VectorLine[]) {
  const { rates, totals } = rateTotals(
    lines.map(({ gross, percent }) => ({ gross: minor(gross), rate: rateOf(percent) })),
  );
  return { rates: rates.map(({ rate, ...money }) => ({ percent: percentOf(rate), ...money })), totals };
}

const rates = fc.constantFrom(2300, 2200, 800, 700, 500, 400, 300, 550, 0).map(basisPoints);
const grosses = fc.integer({ min: -5_000_000_000_000_000, max: 5_000_000_000_000_000 }).map((n) => minor(n));

describe('vatInGross', () => {
  it.each(Object.entries(vectors.ties.grossByPercent))(
    'R1: at %s %% exactly these grosze tie, and go up',
    (percent, ties) => {
      const bp = basisPoints(Number(percent) * 100);
      const doubled = (gross: number) => 2n * BigInt(gross) * BigInt(bp);
      const whole = 10_000n + BigInt(bp);
      const found = Array.from({ length: 90 }, (_, index) => index + 1).filter(
        (gross) => doubled(gross) % whole === 0n && (doubled(gross) / whole) % 2n === 1n,
      );
      expect(found).toEqual(ties);
      for (const gross of found) {
        expect(2n * BigInt(vatInGross(minor(gross), bp))).toBe(doubled(gross) / whole + 1n);
      }
    },
  );

  it('rounds half a grosz away from zero on both sides', () => {
    expect(vatInGross(minor(13), basisPoints(400))).toBe(1);
    expect(vatInGross(minor(-13), basisPoints(400))).toBe(-1);
  });

  it('is never more than half a grosz from the exact value, and mirrors negatives', () => {
    fc.assert(
      fc.property(grosses, rates, (gross, bp) => {
        const vat = vatInGross(gross, bp);
        const doubleError = 2n * (BigInt(vat) * (10_000n + BigInt(bp)) - BigInt(gross) * BigInt(bp));
        expect((doubleError < 0n ? -doubleError : doubleError) <= 10_000n + BigInt(bp)).toBe(true);
        expect(vatInGross(minor(-gross), bp)).toBe(vat === 0 ? 0 : -vat);
      }),
    );
  });
});

describe('rateTotals', () => {
  it.each(vectors.totals)('$id: $title', ({ lines, rates: expected, totals }) => {
    expect(summary(lines)).toEqual({ rates: expected, totals });
  });

  it.each(vectors.totals.filter((vector) => vector.vatPerLine))(
    '$id: the sum of VAT of each line would be another amount',
    ({ lines, totals, vatPerLine }) => {
      const perLine = lines.reduce((all, line) => all + summary([line]).totals.vat, 0);
      expect(perLine).toBe(vatPerLine);
      expect(totals.vat).not.toBe(vatPerLine);
    },
  );

  it(`${vectors.drift.id}: ${vectors.drift.title}`, () => {
    const line = { gross: vectors.drift.gross, percent: vectors.drift.percent };
    const invoices = Array.from({ length: vectors.drift.invoices }, () => summary([line]).totals);
    const receipt = summary(Array.from({ length: vectors.drift.invoices }, () => line)).totals;
    expect(invoices.reduce((all, totals) => all + totals.vat, 0)).toBe(vectors.drift.vatOfInvoices);
    expect(receipt.vat).toBe(vectors.drift.vatOfReceipt);
    expect(invoices.reduce((all, totals) => all + totals.gross, 0)).toBe(receipt.gross);
  });

  it.each(vectors.corrections)('$id: $title', ({ before, after, difference, due }) => {
    const [was, is] = [summary(before.lines), summary(after.lines)];
    expect(was).toEqual({ rates: before.rates, totals: before.totals });
    expect(is).toEqual({ rates: after.rates, totals: after.totals });
    expect(is.totals.gross - was.totals.gross).toBe(due);
    expect({
      percent: was.rates[0]?.percent,
      net: is.totals.net - was.totals.net,
      vat: is.totals.vat - was.totals.vat,
      gross: is.totals.gross - was.totals.gross,
    }).toEqual(difference);
  });

  it.each(vectors.corrections.filter((vector) => vector.vatOfReturnedLine))(
    '$id: VAT of the returned line alone is $vatOfReturnedLine',
    ({ due, vatOfReturnedLine }) => {
      expect(vatInGross(minor(due), basisPoints(2300))).toBe(vatOfReturnedLine);
    },
  );

  it(`R0: ${vectors.naiveDifference.title}`, () => {
    const { percent, before, returned, difference, naive } = vectors.naiveDifference;
    const vat = (gross: number) => summary([{ gross, percent }]).totals.vat;
    expect(vat(before - returned) - vat(before)).toBe(difference);
    expect(vat(returned)).toBe(naive);
    for (let smaller = 2; smaller < before; smaller++) expect(vat(smaller) - vat(smaller - 1)).toBe(vat(1));
  });

  it('puts the highest rate first and exempt after 0 %, one row for each rate', () => {
    const lines = ['exempt', 0, 5, 23, 8, 5, 'exempt'].map((percent) => ({ gross: 100, percent }));
    expect(summary(lines).rates.map((row) => row.percent)).toEqual([23, 8, 5, 0, 'exempt']);
  });

  it('gives each kind without tax a row of its own after the percentages, and no VAT', () => {
    const lines = [...untaxedKinds.toReversed(), ...untaxedKinds].map((kind) => ({
      gross: minor(100),
      rate: { kind },
    }));
    const { rates, totals } = rateTotals([...lines, { gross: minor(123), rate: rateOf(23) }]);
    expect(rates.map(({ rate }) => rate.kind)).toEqual(['percent', ...untaxedKinds]);
    expect(rates.slice(1).map(({ gross, vat }) => [gross, vat])).toEqual(untaxedKinds.map(() => [200, 0]));
    expect(totals.vat).toBe(23);
  });

  it('of an empty list is empty', () => {
    expect(rateTotals([])).toEqual({ rates: [], totals: { net: 0, vat: 0, gross: 0 } });
  });

  it('adds up: net + VAT = gross in each row and in total, and the total is that of the lines', () => {
    const lines = fc.array(
      fc.record({ gross: fc.integer({ min: 0, max: 10 ** 12 }), percent: fc.constantFrom(23, 8, 5.5, 0, 'exempt') }),
    );
    fc.assert(
      fc.property(lines, (all) => {
        const { rates: rows, totals } = summary(all);
        for (const row of [...rows, totals]) expect(row.net + row.vat).toBe(row.gross);
        expect(totals.gross).toBe(all.reduce((sum, line) => sum + line.gross, 0));
        expect(totals.vat).toBe(rows.reduce((sum, row) => sum + row.vat, 0));
      }),
    );
  });
});
