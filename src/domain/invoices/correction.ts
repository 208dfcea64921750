import type { Country } from '../countries/country.ts';
import { type Minor, minor, sum } from '../money/money.ts';
import { formatQuantity, parseQuantity, priceOf } from '../money/quantity.ts';
import { compareRates, isSameRate } from '../money/rate.ts';
import { type RateTotal, rateTotals, type Totals } from '../money/vat.ts';
import { Problem, type ProblemCode } from '../problem.ts';
import { grossOfPart, partRefusal, receiptDiscountOf } from '../receipts/linePart.ts';
import type { Deposit } from '../receipts/receipt.ts';
import type { Buyer } from './buyer.ts';
import type { CorrectionChange, ReturnedPart } from './correctionChange.ts';
import type { Invoice, InvoiceLine, LineBefore } from './invoice.ts';
import type { TakenLine } from './selection.ts';

/**
 * A line after the corrections so far; `position` counts from 1 on the original invoice. Quantity "0" once nothing is
 * left.
 */
export type StatedLine = TakenLine & { position: number };

/** What an invoice states after the corrections so far. The next correction starts here. Source: rule 32. */
export type InvoiceState = { buyer: Buyer; lines: StatedLine[]; deposits: Deposit[] };

/** A line that a correction changes: what holds afterwards, and what held before. */
export type CorrectedLine = InvoiceLine & { before: LineBefore };

/** The money of a correction: `rates`, `totals` and `due` are differences, negative for a return. Source: art. 106j(2)(5). */
export type CorrectionTotals = {
  lines: CorrectedLine[];
  rates: RateTotal[];
  totals: Totals;
  /** Deposits no longer charged. */
  deposits: Deposit[];
  /** `totals.gross` less the deposits no longer charged. */
  due: Minor;
};

/** What an invoice states after its corrections, given from the oldest to the newest. */
export function stateOf(invoice: Invoice, corrections: readonly Invoice[]): InvoiceState {
  const first: InvoiceState = {
    buyer: invoice.buyer,
    lines: invoice.lines.map((line, index) => ({ ...line, position: index + 1 })),
    deposits: invoice.deposits,
  };
  return corrections.reduce(stateAfter, first);
}

/** The state after a change. Throws the Problems of `stateAfterReturn`. */
export function changed(
  state: InvoiceState,
  change: CorrectionChange,
  country: Pick<Country, 'isPieceUnit'>,
): InvoiceState {
  if (change.reason === 'goods_returned') return stateAfterReturn(state, change.lines, country);
  return change.reason === 'to_zero' ? emptied(state) : withBuyer(state, change);
}

/**
 * The state after goods came back. Throws Problem line.not_found, line.repeated, line.quantity_invalid,
 * return.exceeds_sale, return.gross_invalid and the codes of `partRefusal`, each with a pointer to the returned part.
 */
export function stateAfterReturn(
  state: InvoiceState,
  returned: readonly ReturnedPart[],
  country: Pick<Country, 'isPieceUnit'>,
): InvoiceState {
  const left = new Map(state.lines.map((line) => [line.position, line]));
  const seen = new Set<number>();
  returned.forEach((part, index) => {
    const line = left.get(part.position);
    if (!line) throw refusal('line.not_found', index, 'position', part);
    if (seen.has(part.position)) throw refusal('line.repeated', index, 'position', part);
    seen.add(part.position);
    left.set(part.position, lineWithout(line, part, index, country));
  });
  return { ...state, lines: state.lines.map((line) => left.get(line.position) ?? line) };
}

/** The state of a correction to zero: every line and every deposit is gone. Source: rule 30. */
export function emptied(state: InvoiceState): InvoiceState {
  return { ...state, lines: state.lines.map((line) => priced(line, 0n, minor(0))), deposits: [] };
}

/** The same goods for a buyer with another name or address. The tax id stays: another tax id needs a correction to zero. */
export function withBuyer(state: InvoiceState, { name, address }: { name: string; address?: string }): InvoiceState {
  const { buyer } = state;
  if (buyer.kind === 'company') return { ...state, buyer: { ...buyer, name, address: address ?? buyer.address } };
  const { address: _, ...person } = buyer;
  return { ...state, buyer: { ...person, name, ...(address === undefined ? {} : { address }) } };
}

/**
 * The correction that leads from one state to the next: the difference of the totals of both, never the VAT of the
 * returned goods alone. Source: rules 28 and 29. Throws Problem correction.changes_nothing.
 */
export function correctionBetween(before: InvoiceState, after: InvoiceState): CorrectionTotals {
  const lines = changedLines(before, after);
  const deposits = after.deposits.length === 0 ? before.deposits : [];
  if (lines.length === 0 && deposits.length === 0 && isSameBuyer(before.buyer, after.buyer))
    throw new Problem('correction.changes_nothing');
  const [was, is] = [rateTotals(before.lines), rateTotals(after.lines)];
  const totals = difference(is.totals, was.totals);
  const returned = deposits.map((deposit) => priceOf(deposit.unitPrice, deposit.quantity));
  const due = minor(totals.gross - sum(returned));
  return { lines, rates: rateDifferences(was.rates, is.rates), totals, deposits, due };
}

function lineWithout(
  line: StatedLine,
  part: ReturnedPart,
  index: number,
  country: Pick<Country, 'isPieceUnit'>,
): StatedLine {
  const quantity = readQuantity(part.quantity);
  if (quantity === undefined || quantity === 0n) throw refusal('line.quantity_invalid', index, 'quantity', part);
  const kept = parseQuantity(line.quantity) - quantity;
  if (kept < 0n) throw refusal('return.exceeds_sale', index, 'quantity', part, { remainingQuantity: line.quantity });
  const open = { ...line, remainingQuantity: line.quantity, remainingGross: line.gross };
  const refused = partRefusal(open, quantity, country);
  if (refused) throw refusal(refused.code, index, 'quantity', part, refused);
  const gross = part.gross ?? grossOfPart(open, quantity);
  const isRest = kept === 0n ? gross === line.gross : gross < line.gross;
  if (gross <= 0 || !isRest)
    throw refusal('return.gross_invalid', index, 'gross', part, { remainingGross: line.gross });
  return priced(line, kept, minor(line.gross - gross));
}

function priced(line: StatedLine, micro: bigint, gross: Minor): StatedLine {
  const quantity = formatQuantity(micro);
  const discount = minor(Math.max(0, priceOf(line.unitPrice, quantity) - gross));
  return { ...line, quantity, discount, receiptDiscount: receiptDiscountOf(line, discount), gross };
}

function stateAfter(state: InvoiceState, correction: Invoice): InvoiceState {
  const corrected = new Map(correction.lines.map((line) => [line.before?.position, line]));
  const lines = state.lines.map((line) => {
    const { quantity, discount, receiptDiscount, gross } = corrected.get(line.position) ?? line;
    return { ...line, quantity, discount, receiptDiscount, gross };
  });
  return { buyer: correction.buyer, lines, deposits: correction.deposits.length > 0 ? [] : state.deposits };
}

function changedLines(before: InvoiceState, after: InvoiceState): CorrectedLine[] {
  const now = new Map(after.lines.map((line) => [line.position, line]));
  return before.lines.flatMap(({ position, quantity, discount, gross }) => {
    const next = now.get(position);
    if (!next) throw new RangeError(`line ${position} is missing from the later state`);
    if (next.quantity === quantity && next.gross === gross) return [];
    const { position: _, ...line } = next;
    return [{ ...line, before: { position, quantity, discount, gross } }];
  });
}

function rateDifferences(before: readonly RateTotal[], after: readonly RateTotal[]): RateTotal[] {
  const added = after.filter((row) => !before.some((other) => isSameRate(row.rate, other.rate)));
  return [...before, ...added]
    .sort((a, b) => compareRates(a.rate, b.rate))
    .map(({ rate }) => ({ rate, ...difference(rowOf(after, rate), rowOf(before, rate)) }))
    .filter((row) => row.gross !== 0 || row.vat !== 0 || row.net !== 0);
}

function rowOf(rows: readonly RateTotal[], rate: RateTotal['rate']): Totals {
  return rows.find((row) => isSameRate(row.rate, rate)) ?? { net: minor(0), vat: minor(0), gross: minor(0) };
}

function difference(is: Totals, was: Totals): Totals {
  return { net: minor(is.net - was.net), vat: minor(is.vat - was.vat), gross: minor(is.gross - was.gross) };
}

function isSameBuyer(a: Buyer, b: Buyer): boolean {
  const nip = (buyer: Buyer) => (buyer.kind === 'company' ? buyer.nip : undefined);
  return a.kind === b.kind && nip(a) === nip(b) && a.name === b.name && a.address === b.address;
}

function readQuantity(text: string): bigint | undefined {
  try {
    return parseQuantity(text);
  } catch {
    // The caller refuses the part with its own code.
    return undefined;
  }
}

function refusal(
  code: ProblemCode,
  index: number,
  field: 'position' | 'quantity' | 'gross',
  { position }: ReturnedPart,
  params: Record<string, unknown> = {},
): Problem {
  return new Problem(code, { position, ...params }, [{ pointer: `/lines/${index}/${field}`, code, params }]);
}
