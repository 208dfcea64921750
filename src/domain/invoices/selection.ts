import type { Country } from '../countries/country.ts';
import { type Minor, minor, sum } from '../money/money.ts';
import { formatQuantity, parseQuantity, priceOf } from '../money/quantity.ts';
import { type RateTotal, rateTotals, type Totals } from '../money/vat.ts';
import { Problem, type ProblemCode } from '../problem.ts';
import { grossOfPart, isOpen, leftOf, partRefusal, receiptDiscountOf } from '../receipts/linePart.ts';
import type { PricedLine } from '../receipts/pricedLine.ts';
import type { Deposit, Receipt, ReceiptLine } from '../receipts/receipt.ts';

/** One selected line: all of it, or a part. */
export type SelectedLine = { receiptId: string; lineId: string; quantity: string };

/** A selected part of a line with its exact share of the money. */
export type TakenLine = PricedLine & { receiptId: string; lineId: string };

/** The money of a selection, shown on the page and carried by the issued invoice. */
export type SelectionTotals = {
  lines: TakenLine[];
  rates: RateTotal[];
  totals: Totals;
  deposits: Deposit[];
  /** `totals.gross` + deposits. */
  due: Minor;
};

/**
 * The exact money of a selection, lines in the order selected. Throws Problem selection.empty, line.not_found,
 * line.repeated, line.quantity_invalid (malformed, zero, or more than the line ever had), line.already_invoiced
 * (more than is left) and the codes of `partRefusal`, each pointing at the selected line.
 */
export function selectionTotals(
  receipts: readonly Receipt[],
  selection: readonly SelectedLine[],
  country: Pick<Country, 'isPieceUnit'>,
): SelectionTotals {
  if (selection.length === 0)
    throw new Problem('selection.empty', {}, [{ pointer: '/lines', code: 'selection.empty' }]);
  const sold = linesByKey(receipts);
  const taken = new Map<string, bigint>();
  const lines = selection.map((selected, index) => {
    const line = sold.get(keyOf(selected));
    if (!line) throw refusal('line.not_found', index, 'lineId', selected);
    if (taken.has(keyOf(selected))) throw refusal('line.repeated', index, 'lineId', selected);
    const quantity = takenQuantity(line, selected, index, country);
    taken.set(keyOf(selected), quantity);
    return takePart(line, selected.receiptId, quantity);
  });
  const { rates, totals } = rateTotals(lines);
  const deposits = withDepositsDue(receipts, lines).flatMap((receipt) => receipt.deposits);
  const due = sum([totals.gross, ...deposits.map((deposit) => priceOf(deposit.unitPrice, deposit.quantity))]);
  return { lines, rates, totals, deposits, due };
}

/**
 * True when the selection takes everything that is left of every receipt it selects from. RangeError for a malformed
 * quantity.
 */
export function selectionIsWhole(receipts: readonly Receipt[], selection: readonly SelectedLine[]): boolean {
  const touched = new Set(selection.map((selected) => selected.receiptId));
  const taken = new Map(selection.map((selected) => [keyOf(selected), parseQuantity(selected.quantity)]));
  return touched.size > 0 && receipts.every((receipt) => !touched.has(receipt.id) || nothingRemains(receipt, taken));
}

/** The receipts that this selection takes lines from and leaves nothing of. */
export function emptiedBy<R extends Receipt>(receipts: readonly R[], selection: readonly SelectedLine[]): R[] {
  return receipts.filter((receipt) => {
    const own = selection.filter((selected) => selected.receiptId === receipt.id);
    return selectionIsWhole([receipt], own);
  });
}

/**
 * The receipts whose deposits this selection includes. Deposits cannot be split: the invoice that takes a receipt's last
 * lines takes them.
 */
export function withDepositsDue<R extends Receipt>(receipts: readonly R[], selection: readonly SelectedLine[]): R[] {
  return emptiedBy(receipts, selection).filter((receipt) => !receipt.depositsTaken && receipt.deposits.length > 0);
}

/** The deposits that this selection leaves to the invoice that takes the last lines of their receipts. */
export function depositsLeftBy(receipts: readonly Receipt[], selection: readonly SelectedLine[]): Deposit[] {
  const emptied = new Set(emptiedBy(receipts, selection).map(({ id }) => id));
  const touched = new Set(selection.map((selected) => selected.receiptId));
  return receipts
    .filter(({ id, depositsTaken }) => touched.has(id) && !emptied.has(id) && !depositsTaken)
    .flatMap((receipt) => receipt.deposits);
}

function takenQuantity(
  line: ReceiptLine,
  selected: SelectedLine,
  index: number,
  country: Pick<Country, 'isPieceUnit'>,
): bigint {
  const quantity = readQuantity(selected.quantity);
  if (quantity === undefined || quantity === 0n || quantity > parseQuantity(line.quantity)) {
    throw refusal('line.quantity_invalid', index, 'quantity', selected, { quantity: line.quantity });
  }
  const isFree = line.gross === 0;
  if (!isFree && quantity > parseQuantity(leftOf(line))) {
    throw refusal('line.already_invoiced', index, 'quantity', selected, { remainingQuantity: leftOf(line) });
  }
  const refused = partRefusal(line, quantity, country);
  if (refused) {
    const { code, ...params } = refused;
    throw refusal(code, index, code === 'line.free' ? 'lineId' : 'quantity', selected, params);
  }
  return quantity;
}

function readQuantity(text: string): bigint | undefined {
  try {
    return parseQuantity(text);
  } catch {
    // The caller refuses the line with its own code.
    return undefined;
  }
}

function takePart(line: ReceiptLine, receiptId: string, micro: bigint): TakenLine {
  const quantity = formatQuantity(micro);
  const gross = grossOfPart(line, micro);
  const discount = minor(Math.max(0, priceOf(line.unitPrice, quantity) - gross));
  return {
    receiptId,
    lineId: line.id,
    name: line.name,
    quantity,
    unit: line.unit,
    unitPrice: line.unitPrice,
    discount,
    receiptDiscount: receiptDiscountOf(line, discount),
    gross,
    letter: line.letter,
    rate: line.rate,
    ...(line.annex15 ? { annex15: true } : {}),
  };
}

function nothingRemains(receipt: Receipt, taken: ReadonlyMap<string, bigint>): boolean {
  return receipt.lines.filter(isOpen).every((line) => {
    const quantity = taken.get(keyOf({ receiptId: receipt.id, lineId: line.id })) ?? 0n;
    return quantity === parseQuantity(line.remainingQuantity);
  });
}

function linesByKey(receipts: readonly Receipt[]): Map<string, ReceiptLine> {
  return new Map(
    receipts.flatMap((receipt) =>
      receipt.lines.map((line): [string, ReceiptLine] => [keyOf({ receiptId: receipt.id, lineId: line.id }), line]),
    ),
  );
}

function keyOf({ receiptId, lineId }: { receiptId: string; lineId: string }): string {
  return `${receiptId} ${lineId}`;
}

function refusal(
  code: ProblemCode,
  index: number,
  field: 'lineId' | 'quantity',
  { receiptId, lineId }: SelectedLine,
  params: Record<string, unknown> = {},
): Problem {
  return new Problem(code, { receiptId, lineId, ...params }, [{ pointer: `/lines/${index}/${field}`, code, params }]);
}
