import fc from 'fast-check';
import { type Minor, minor } from '../money/money.ts';
import { formatQuantity } from '../money/quantity.ts';
import type { PushedReceipt } from '../receipts/pushedReceipt.ts';
import type { Receipt, ReceiptLine } from '../receipts/receipt.ts';
import { aLine, aReceipt } from './builders.ts';

export const amounts = (max = 1_000_000_000_000): fc.Arbitrary<Minor> =>
  fc.integer({ min: 0, max }).map((n) => minor(n));

/** Millionths of a unit, for whole pieces and weighed goods; never zero. */
export const micros = fc.oneof(
  fc.integer({ min: 1, max: 500 }).map((pieces) => BigInt(pieces) * 1_000_000n),
  fc.integer({ min: 1, max: 20_000 }).map((grams) => BigInt(grams) * 1_000n),
  fc.bigInt({ min: 1n, max: 999_999_999_999_999n }),
);

const percents = fc.constantFrom<number | 'exempt'>(23, 8, 5, 0, 5.5, 'exempt');

/** Receipts without invoices, with distinct ids and any prices; discounts from zero to the full price, some deposits. */
export const receipts: fc.Arbitrary<Receipt[]> = fc
  .array(fc.tuple(fc.array(lineDraft(), { minLength: 1, maxLength: 5 }), fc.boolean()), { minLength: 1, maxLength: 3 })
  .map((drafts) =>
    drafts.map(([lines, deposit], index) =>
      aReceipt({
        id: `receipt-${index}`,
        lines: lines.map((line, position) => ({ ...line, id: `line-${position}` })),
        deposits: deposit ? [{ name: 'Butelka', quantity: '2', unitPrice: minor(50) }] : [],
      }),
    ),
  );

function lineDraft(): fc.Arbitrary<ReceiptLine> {
  return fc
    .record({
      micro: micros,
      unitPrice: fc.integer({ min: 0, max: 500_000 }),
      kept: fc.integer({ min: 0, max: 100 }),
      percent: percents,
    })
    .map(({ micro, unitPrice, kept, percent }) => {
      const price = roundedPrice(unitPrice, micro);
      const gross = minor((price * BigInt(kept)) / 100n);
      return aLine({
        quantity: formatQuantity(micro),
        unitPrice: minor(unitPrice),
        discount: minor(price - BigInt(gross)),
        gross,
        percent,
      });
    });
}

/** Receipts as a correct till builds them: every sum follows from prices, quantities and discounts. */
export const pushedReceipts: fc.Arbitrary<PushedReceipt> = fc
  .record({
    lines: fc.array(
      fc.record({
        micro: micros.filter((micro) => micro <= 500_000_000n),
        unitPrice: fc.integer({ min: 1, max: 500_000 }),
        lowered: fc.integer({ min: 0, max: 100 }),
        rate: fc.constantFrom('A', 'B', 'C', 'E'),
      }),
      { minLength: 1, maxLength: 8 },
    ),
    vouchers: fc.array(
      fc.record({ part: fc.integer({ min: 0, max: 100 }), rate: fc.constantFrom('A', 'B', 'C', 'E', undefined) }),
      {
        maxLength: 4,
      },
    ),
    deposits: fc.array(
      fc.record({ pieces: fc.integer({ min: 1, max: 20 }), unitPrice: fc.integer({ min: 0, max: 200 }) }),
      {
        maxLength: 3,
      },
    ),
    cash: fc.integer({ min: 0, max: 100 }),
  })
  .map(({ lines: drafts, vouchers, deposits: packs, cash }) => {
    const lines = drafts.map(({ micro, unitPrice, lowered, rate }) => {
      const price = Number(roundedPrice(unitPrice, micro));
      const discount = Math.floor((price * lowered) / 100);
      return {
        name: 'Towar',
        quantity: formatQuantity(micro),
        unit: 'kg',
        unitPrice,
        discount,
        gross: price - discount,
        rate,
      };
    });
    // At most a quarter of the named rate's amount, or of the smallest rate's amount: any four of them always fit.
    const worth = (rate: string) =>
      lines.filter((line) => line.rate === rate).reduce((all, line) => all + line.gross, 0);
    const discounts = vouchers.map(({ part, rate }) => ({
      name: 'Bon',
      amount: Math.floor((Math.min(...(rate ? [worth(rate)] : lines.map((line) => worth(line.rate)))) * part) / 800),
      ...(rate ? { rate } : {}),
    }));
    const deposits = packs.map(({ pieces, unitPrice }) => ({ name: 'Butelka', quantity: String(pieces), unitPrice }));
    const total =
      lines.reduce((all, line) => all + line.gross, 0) - discounts.reduce((all, each) => all + each.amount, 0);
    const due = total + packs.reduce((all, { pieces, unitPrice }) => all + pieces * unitPrice, 0);
    const inCash = Math.floor((due * cash) / 100);
    return {
      store: { code: 'WAW-01' },
      till: { uniqueNumber: 'ZBN1901007833' },
      documentNumber: '570',
      issuedAt: '2026-11-24T17:42:10+01:00',
      currency: 'PLN',
      rates: [
        { letter: 'A', percent: 23 },
        { letter: 'B', percent: 8 },
        { letter: 'C', percent: 5 },
        { letter: 'E', percent: 'exempt' },
      ],
      lines,
      discounts,
      deposits,
      payments: [
        { method: 'cash', amount: inCash },
        { method: 'card', amount: due - inCash },
      ],
      total,
    };
  });

/** Independent of quantity.ts on purpose: computes the remainder first, then adds one from a half on. */
function roundedPrice(unitPrice: number, micro: bigint): bigint {
  const exact = BigInt(unitPrice) * micro;
  return exact / 1_000_000n + (exact % 1_000_000n >= 500_000n ? 1n : 0n);
}
