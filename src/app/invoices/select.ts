import type { Chain } from '../../db/chains/chains.ts';
import { issuedToday } from '../../db/invoices/issuedToday.ts';
import type { OpenReceipt } from '../../db/receipts/receipts.ts';
import type { TenantTx } from '../../db/tenancy.ts';
import { countryOf } from '../../domain/countries/countryOf.ts';
import type { Buyer } from '../../domain/invoices/buyer.ts';
import {
  type SelectedLine,
  type SelectionTotals,
  selectionIsWhole,
  selectionTotals,
} from '../../domain/invoices/selection.ts';
import { Problem } from '../../domain/problem.ts';
import { selectionOf } from '../receipts/find.ts';

// One invoice takes at most 20 receipts, because each receipt is one row lock.
const mostReceipts = 20;

/** The receipts of a selection, in the order of their first mention. */
export function receiptIdsOf(lines: readonly SelectedLine[]): string[] {
  const ids = [...new Set(lines.map((line) => line.receiptId))];
  if (ids.length > mostReceipts) throw new Problem('receipt.too_many', { most: mostReceipts });
  return ids;
}

/** The money of a selection. Refuses receipts that do not exist, and parts of a receipt that must be invoiced whole. */
export function selectFrom(
  chain: Chain,
  receipts: readonly OpenReceipt[],
  lines: readonly SelectedLine[],
): SelectionTotals {
  assertAllFound(receipts, lines);
  const selected = selectionTotals(receipts, lines, countryOf(chain.country));
  for (const receipt of receipts) assertMayBePart(chain, receipt, lines);
  return selected;
}

/** A receipt that is invoiced whole, or the last allowed invoice of a receipt, must take everything that is left. */
function assertMayBePart({ settings }: Chain, receipt: OpenReceipt, lines: readonly SelectedLine[]): void {
  const isLast = receipt.documentsIssued + 1 >= settings.documentsPerReceipt;
  if (selectionOf(receipt, settings) === 'lines' && !isLast) return;
  const own = lines.filter((line) => line.receiptId === receipt.id);
  if (selectionIsWhole([receipt], own)) return;
  if (isLast) throw new Problem('receipt.last_document', { receiptId: receipt.id, most: settings.documentsPerReceipt });
  throw new Problem('receipt.whole_only', { receiptId: receipt.id });
}

/** Refuses a shopper who has issued the chain's daily limit of invoices. */
export async function assertFewToday(tx: TenantTx, { settings, country }: Chain, shopperId: string): Promise<void> {
  const most = settings.documentsPerShopperPerDay;
  const { issued, secondsLeft, isErased } = await issuedToday(tx, shopperId, countryOf(country).timeZone);
  if (isErased) throw new Problem('session.required');
  if (issued >= most) throw new Problem('shopper.documents_used_up', { most, retryAfterSeconds: secondsLeft });
}

/** Refuses a buyer whom one of the receipts does not allow (domain rules 1, 2, 4, 6). */
export function assertBuyer(chain: Chain, receipts: readonly OpenReceipt[], buyer: Buyer, day: string): void {
  const { eligibility } = countryOf(chain.country);
  for (const receipt of receipts) {
    if (receipt.saleDate > day) throw new Problem('receipt.dated_ahead', { receiptId: receipt.id });
    eligibility.assertMayInvoice(receipt, buyer, chain.settings, day);
  }
}

function assertAllFound(receipts: readonly OpenReceipt[], lines: readonly SelectedLine[]): void {
  const found = new Set(receipts.map((receipt) => receipt.id));
  const missing = lines.findIndex((line) => !found.has(line.receiptId));
  if (missing >= 0)
    throw new Problem('receipt.not_found', {}, [{ pointer: `/lines/${missing}/receiptId`, code: 'receipt.not_found' }]);
}
