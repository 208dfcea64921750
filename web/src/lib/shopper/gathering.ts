import type { Eligibility, FoundLine, FoundReceipt } from '../../../../src/contract/receipts.ts';
import type { SavedBuyer } from '../../../../src/contract/sessions.ts';
import type { SelectedLine } from '../../../../src/domain/invoices/selection.ts';
import { minor } from '../../../../src/domain/money/money.ts';
import { parseQuantity } from '../../../../src/domain/money/quantity.ts';
import { rateFromPercent } from '../../../../src/domain/money/rate.ts';
import { isOpen, partRefusal } from '../../../../src/domain/receipts/linePart.ts';
import type { Receipt } from '../../../../src/domain/receipts/receipt.ts';
import { goods } from '../shared/goods.ts';

export type BuyerKind = 'person' | 'company';
/** Quantities to invoice by line id; a line that is not selected is absent. */
export type Taken = Record<string, string>;
/** A receipt with its selection. */
export type Gathered = { receipt: FoundReceipt; taken: Taken };

const mostEarlier = 3;
const counted = new WeakMap<FoundReceipt, Receipt>();

/**
 * The domain's receipt for a found one, so that page and server use the same code. Built once for each receipt, not for
 * each tap.
 */
export function asReceipt(found: FoundReceipt): Receipt {
  const known = counted.get(found);
  if (known) return known;
  const receipt = converted(found);
  counted.set(found, receipt);
  return receipt;
}

function converted(found: FoundReceipt): Receipt {
  return {
    id: found.id,
    lines: found.lines.map((line) => ({
      id: line.id,
      name: line.name,
      quantity: line.quantity,
      unit: line.unit,
      unitPrice: minor(line.unitPrice),
      discount: minor(line.discount),
      receiptDiscount: minor(line.receiptDiscount),
      gross: minor(line.gross),
      letter: line.rate.letter,
      rate: rateFromPercent(line.rate.percent),
      remainingQuantity: line.remainingQuantity,
      remainingGross: minor(line.remainingGross),
    })),
    deposits: found.deposits.map((deposit) => ({ ...deposit, unitPrice: minor(deposit.unitPrice) })),
    depositsTaken: found.depositsTaken,
    // Only an issued invoice names payments.
    payments: [],
    total: minor(found.total),
    saleDate: found.saleDate,
    ...(found.buyerNip === undefined ? {} : { buyerNip: found.buyerNip }),
  };
}

export function isLeft(line: FoundLine): boolean {
  return isOpen(line);
}

/** Everything that is left of a receipt. */
export function everythingOf(receipt: FoundReceipt): Taken {
  return Object.fromEntries(receipt.lines.filter(isLeft).map((line) => [line.id, line.remainingQuantity]));
}

export function selectionOf(gathered: readonly Gathered[]): SelectedLine[] {
  return gathered.flatMap(({ receipt, taken }) =>
    receipt.lines.flatMap((line) => {
      const quantity = taken[line.id];
      return quantity === undefined ? [] : [{ receiptId: receipt.id, lineId: line.id, quantity }];
    }),
  );
}

/**
 * The same receipt read again later, when less may be left. Keeps the selection where it still fits, and returns whether
 * it was changed.
 */
export function refreshed(before: Gathered, receipt: FoundReceipt): { gathered: Gathered; changed: boolean } {
  const left = everythingOf(receipt);
  const whole = receipt.selection === 'whole';
  const kept = receipt.lines.flatMap((line): [string, string][] => {
    const wanted = before.taken[line.id];
    const most = left[line.id];
    if (most === undefined || (wanted === undefined && !whole)) return [];
    return [[line.id, wanted !== undefined && !whole && mayBeTaken(line, wanted) ? wanted : most]];
  });
  const taken = Object.fromEntries(kept);
  return { gathered: { receipt, taken }, changed: JSON.stringify(taken) !== JSON.stringify(before.taken) };
}

/** Whether this quantity of a line may be invoiced. */
export function mayBeTaken(line: FoundLine, quantity: string): boolean {
  const micro = parseQuantity(quantity);
  return micro > 0n && micro <= parseQuantity(line.remainingQuantity) && !partRefusal(line, micro, goods);
}

export function allowed(receipt: FoundReceipt): boolean {
  return receipt.lines.some(isLeft) && receipt.eligibility.some((answer) => answer.allowed);
}

/** Puts a selection aside, without the receipts of the current one and those that can never be invoiced. */
export function setAside(
  gathered: readonly Gathered[],
  earlier: readonly Gathered[][],
  current: readonly string[],
): Gathered[][] {
  return [gathered, ...earlier]
    .map((gathering) => gathering.filter(({ receipt }) => allowed(receipt) && !current.includes(receipt.id)))
    .filter((gathering) => gathering.length > 0)
    .slice(0, mostEarlier);
}

/**
 * The possible buyers of all these receipts together; the first refusal is shown. Different NIPs cannot share an invoice.
 */
export function eligibilityOf(receipts: readonly FoundReceipt[]): Eligibility[] {
  const kinds: BuyerKind[] = ['person', 'company'];
  return kinds.map((buyer) => {
    const answers = receipts.flatMap((receipt) => receipt.eligibility.filter((answer) => answer.buyer === buyer));
    const refusal = answers.find((answer) => !answer.allowed);
    if (refusal) return refusal;
    const mixed = buyer === 'company' && new Set(receipts.map((receipt) => receipt.buyerNip)).size > 1;
    return mixed ? { buyer, allowed: false, reason: 'receipt.nip_differs' } : { buyer, allowed: answers.length > 0 };
  });
}

/** The saved buyer that fits these receipts; `saved` is in order of last use. */
export function fittingBuyer(receipts: readonly FoundReceipt[], saved: readonly SavedBuyer[]): SavedBuyer | undefined {
  const kind = eligibilityOf(receipts).find((answer) => answer.allowed)?.buyer;
  const nip = receipts[0]?.buyerNip;
  return saved.find((buyer) => buyer.kind === kind && (kind === 'person' || buyer.nip === nip));
}
