import { expect, it } from 'vitest';
import { minor } from '../money/money.ts';
import { Problem } from '../problem.ts';
import { type Random, randomFrom } from '../random.ts';
import type { Receipt } from '../receipts/receipt.ts';
import { aLine, aReceipt } from '../testing/builders.ts';
import { changed, correctionBetween, type InvoiceState } from './correction.ts';
import type { CorrectionChange } from './correctionChange.ts';
import { selectionTotals } from './selection.ts';

/** `ORACLE_ROUNDS=100000` checks 100,000. */
const rounds = Number(process.env.ORACLE_ROUNDS ?? 3_000);
const country = { isPieceUnit: (unit: string) => unit === 'szt.' };
const percents = [23, 8, 5, 0] as const;

/** What the oracle knows of an invoiced line: thousandths of the unit, and grosze. */
type Kept = { thousandths: bigint; gross: bigint; percent: bigint };

/** a ÷ b in whole numbers, rounded half up. */
const divided = (a: bigint, b: bigint) => (2n * a + b) / (2n * b);
const thousandthsOf = (text: string) => {
  const [whole = '0', places = ''] = text.split('.');
  return BigInt(whole) * 1_000n + BigInt(places.padEnd(3, '0').slice(0, 3));
};
const textOf = (thousandths: bigint) => `${thousandths / 1_000n}.${String(thousandths % 1_000n).padStart(3, '0')}`;

/** Gross and VAT of what is kept, for each rate. VAT is gross × rate ÷ (100 + rate) of the rate's sum. */
function totalsOf(kept: readonly Kept[]): { gross: bigint; vat: bigint } {
  const sums = new Map<bigint, bigint>();
  for (const { percent, gross } of kept) sums.set(percent, (sums.get(percent) ?? 0n) + gross);
  let [gross, vat] = [0n, 0n];
  for (const [percent, sum] of sums) {
    gross += sum;
    vat += divided(sum * percent, 100n + percent);
  }
  return { gross, vat };
}

function drawReceipt(random: Random): Receipt {
  const lines = Array.from({ length: random.whole(1, 6) }, (_, index) => {
    const isWeighed = random.chance(0.3);
    const thousandths = isWeighed ? random.whole(20, 4_000) : random.whole(1, 12) * 1_000;
    const unitPrice = random.whole(50, 30_000);
    const full = Number(divided(BigInt(unitPrice) * BigInt(thousandths), 1_000n));
    const discount = random.chance(0.4) ? random.whole(0, Math.floor(full / 2)) : 0;
    return aLine({
      id: `line-${index + 1}`,
      unit: isWeighed ? 'kg' : 'szt.',
      quantity: textOf(BigInt(thousandths)).replace(/\.?0+$/, ''),
      unitPrice: minor(unitPrice),
      discount: minor(discount),
      gross: minor(full - discount),
      percent: random.pick(percents),
    });
  });
  const deposits = random.chance(0.3) ? [{ name: 'Butelka', quantity: '2', unitPrice: minor(50) }] : [];
  return aReceipt({ lines, deposits });
}

/** A part of a line: all of it, or a random part in pieces or thousandths. */
function partOf(random: Random, thousandths: bigint, unit: string): bigint {
  if (random.chance(0.4)) return thousandths;
  const step = unit === 'szt.' ? 1_000n : 1n;
  return BigInt(random.whole(1, Number(thousandths / step))) * step;
}

/** What a whole part or a proportional part of the money costs. */
const share = ({ thousandths, gross }: Kept, part: bigint) =>
  part === thousandths ? gross : divided(gross * part, thousandths);

type Told = { documents: number; refused: number };

/** One receipt: a selection is invoiced, then corrected again and again; documents and oracle are compared after each. */
function walk(random: Random, told: Told): void {
  const receipt = drawReceipt(random);
  const kept: Kept[] = [];
  const selection = receipt.lines.flatMap((line) => {
    if (line.gross === 0 || random.chance(0.3)) return [];
    const whole = { thousandths: thousandthsOf(line.quantity), gross: BigInt(line.gross), percent: percentOf(line) };
    const part = partOf(random, whole.thousandths, line.unit);
    const gross = share(whole, part);
    if (gross === 0n || (gross === whole.gross && part !== whole.thousandths)) return [];
    kept.push({ ...whole, thousandths: part, gross });
    return [{ receiptId: receipt.id, lineId: line.id, quantity: textOf(part) }];
  });
  if (selection.length === 0) return;
  const invoice = selectionTotals([receipt], selection, country);
  let state: InvoiceState = {
    buyer: { kind: 'person', name: 'Anna Nowak' },
    lines: invoice.lines.map((line, index) => ({ ...line, position: index + 1 })),
    deposits: invoice.deposits,
  };
  let [gross, vat, due] = [BigInt(invoice.totals.gross), BigInt(invoice.totals.vat), BigInt(invoice.due)];
  for (let step = 0; ; step++) {
    const expected = totalsOf(kept);
    const deposits = state.deposits.length > 0 ? 100n : 0n;
    expect({ gross, vat, due }).toEqual({ ...expected, due: expected.gross + deposits });
    told.documents += 1;
    if (step === 5) return;
    const change = drawChange(random, state, kept);
    if (!change) return;
    const after = tried(() => changed(state, change, country));
    if (!after) {
      told.refused += 1;
      return;
    }
    const correction = correctionBetween(state, after);
    expect(correction.totals.net).toBe(correction.totals.gross - correction.totals.vat);
    gross += BigInt(correction.totals.gross);
    vat += BigInt(correction.totals.vat);
    due += BigInt(correction.due);
    state = after;
    keep(kept, change);
  }
}

function drawChange(random: Random, state: InvoiceState, kept: readonly Kept[]): CorrectionChange | undefined {
  if (kept.every(({ gross }) => gross === 0n)) return undefined;
  if (random.chance(0.15)) return { reason: 'to_zero' };
  if (random.chance(0.15)) return { reason: 'buyer_changed', name: `Nabywca ${random.whole(1, 1e9)}` };
  const lines = kept.flatMap((line, index) => {
    if (line.gross === 0n || random.chance(0.5)) return [];
    const part = partOf(random, line.thousandths, state.lines[index]?.unit ?? 'szt.');
    const isWhole = part === line.thousandths;
    const paidBack =
      random.chance(0.3) && !isWhole && line.gross > 2n ? random.whole(1, Number(line.gross) - 1) : undefined;
    return [
      {
        position: index + 1,
        quantity: textOf(part),
        ...(paidBack === undefined ? {} : { gross: minor(paidBack) }),
      },
    ];
  });
  return lines.length > 0 ? { reason: 'goods_returned', lines } : undefined;
}

/** The same change in the oracle's own numbers. */
function keep(kept: Kept[], change: CorrectionChange): void {
  if (change.reason === 'to_zero') for (const line of kept) Object.assign(line, { thousandths: 0n, gross: 0n });
  if (change.reason !== 'goods_returned') return;
  for (const { position, quantity, gross } of change.lines) {
    const line = kept[position - 1];
    if (!line) throw new Error(`no line ${position}`);
    const part = thousandthsOf(quantity);
    line.gross -= gross === undefined ? share(line, part) : BigInt(gross);
    line.thousandths -= part;
  }
}

/** A part that costs 0.00 zł, or leaves such a rest, is refused. */
function tried(work: () => InvoiceState): InvoiceState | undefined {
  try {
    return work();
  } catch (refusal) {
    if (refusal instanceof Problem && ['line.part_too_small', 'return.gross_invalid'].includes(refusal.code))
      return undefined;
    throw refusal;
  }
}

const percentOf = ({ rate }: Receipt['lines'][number]) =>
  rate.kind === 'percent' ? BigInt(rate.basisPoints) / 100n : 0n;

it(`${rounds} random receipts, selections, returns and corrections add up to what was kept, to the grosz`, {
  timeout: 60_000 + rounds * 10,
}, () => {
  const random = randomFrom(20_261_128);
  const told: Told = { documents: 0, refused: 0 };
  for (let round = 0; round < rounds; round++) walk(random, told);
  // Most walks get far, so the comparison is not empty.
  expect(told.documents).toBeGreaterThan(rounds * 1.5);
  expect(told.refused).toBeLessThan(rounds * 0.1);
});
