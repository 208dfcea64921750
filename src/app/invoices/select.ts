import type { Chain } from '../../db/chains.ts';
import type { OpenReceipt } from '../../db/receipts.ts';
import type { Buyer } from '../../domain/buyer.ts';
import { assertMayInvoice } from '../../domain/eligibility.ts';
import { Problem } from '../../domain/problem.ts';
import { type SelectedLine, type SelectionTotals, selectionIsWhole, selectionTotals } from '../../domain/selection.ts';
import { selectionOf } from '../receipts/find.ts';

// One invoice gathers at most so many receipts: each is a lock.
const mostReceipts = 20;

/** The receipts a selection names, in the order it names them first. */
export function receiptIdsOf(lines: readonly SelectedLine[]): string[] {
  const ids = [...new Set(lines.map((line) => line.receiptId))];
  if (ids.length > mostReceipts) throw new Problem('receipt.too_many', { most: mostReceipts });
  return ids;
}

/** The money of a selection; refuses receipts that are not there and parts of those that go whole or not at all. */
export function selectFrom(
  chain: Chain,
  receipts: readonly OpenReceipt[],
  lines: readonly SelectedLine[],
): SelectionTotals {
  assertAllFound(receipts, lines);
  const selected = selectionTotals(receipts, lines);
  for (const receipt of receipts) {
    if (selectionOf(receipt, chain.settings) === 'lines') continue;
    const own = lines.filter((line) => line.receiptId === receipt.id);
    if (!selectionIsWhole([receipt], own)) throw new Problem('receipt.whole_only', { receiptId: receipt.id });
  }
  return selected;
}

/** Refuses a buyer whom one of the receipts does not allow (domain rules 1, 2, 4, 6). */
export function assertBuyer(chain: Chain, receipts: readonly OpenReceipt[], buyer: Buyer, day: string): void {
  for (const receipt of receipts) {
    if (receipt.saleDate > day) throw new Problem('receipt.dated_ahead', { receiptId: receipt.id });
    assertMayInvoice(receipt, buyer, chain.settings, day);
  }
}

function assertAllFound(receipts: readonly OpenReceipt[], lines: readonly SelectedLine[]): void {
  const found = new Set(receipts.map((receipt) => receipt.id));
  const missing = lines.findIndex((line) => !found.has(line.receiptId));
  if (missing >= 0)
    throw new Problem('receipt.not_found', {}, [{ pointer: `/lines/${missing}/receiptId`, code: 'receipt.not_found' }]);
}
