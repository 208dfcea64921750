import type { ChainSettings } from '../../chains/settings.ts';
import type { Buyer } from '../../invoices/buyer.ts';
import { type Minor, minor } from '../../money/money.ts';
import { Problem, type ProblemCode } from '../../problem.ts';
import type { Eligibility, EligibilitySettings, EligibleReceipt } from '../country.ts';
import { lastRequestDay } from './deadlines.ts';
import { isNip } from './identifiers/nip.ts';

/**
 * Until this day a receipt with the buyer's NIP up to the limit is itself a simplified invoice. The day is included.
 * Source: art. 106e(5)(3), 450 PLN gross; from 2027-01-01 such a receipt is no longer an invoice.
 */
const simplifiedInvoices: readonly { until: string; limitMinor: number }[] = [
  { until: '2026-12-31', limitMinor: 45_000 },
];

/**
 * For each kind of buyer, whether such a buyer may ask for an invoice, and if not, why. Sources: art. 106b(3), (5);
 * domain rules 1, 2, 4, 6.
 */
export function eligibility(receipt: EligibleReceipt, settings: EligibilitySettings, today: string): Eligibility[] {
  return (['person', 'company'] as const).map((buyer) => {
    const reason = refusalFor(buyer, receipt, settings, today);
    return reason ? { buyer, allowed: false, reason } : { buyer, allowed: true };
  });
}

/**
 * Refuses a buyer who may not have this receipt's invoice. Throws Problem with a pointer into the request; its code is a
 * reason of `eligibility`, buyer.nip_invalid, receipt.nip_differs or buyer.address_required.
 */
export function assertMayInvoice(
  receipt: EligibleReceipt,
  buyer: Buyer,
  settings: EligibilitySettings & Pick<ChainSettings, 'personAddress'>,
  today: string,
): void {
  if (buyer.kind === 'company' && !isNip(buyer.nip)) throw refused('buyer.nip_invalid', '/buyer/nip');
  const reason = refusalFor(buyer.kind, receipt, settings, today);
  if (reason) throw refused(reason, '/buyer/kind', reasonParams(reason, receipt));
  if (buyer.kind === 'company' && buyer.nip !== receipt.buyerNip) {
    throw refused('receipt.nip_differs', '/buyer/nip', { buyerNip: receipt.buyerNip });
  }
  if (buyer.kind === 'person' && settings.personAddress === 'required' && !buyer.address?.trim()) {
    throw refused('buyer.address_required', '/buyer/address');
  }
}

function refusalFor(
  buyer: Buyer['kind'],
  receipt: EligibleReceipt,
  settings: EligibilitySettings,
  today: string,
): ProblemCode | undefined {
  // After the sale, a NIP may be neither added nor removed: art. 106b(5).
  if (buyer === 'company' && receipt.buyerNip === undefined) return 'receipt.has_no_nip';
  if (buyer === 'person' && receipt.buyerNip !== undefined) return 'receipt.nip_required';
  if (buyer === 'company' && settings.simplifiedInvoice === 'block' && simplifiedLimit(receipt) !== undefined) {
    return 'receipt.simplified_invoice';
  }
  if (settings.lateRequests === 'refuse' && today > lastRequestDay(receipt.saleDate)) return 'receipt.too_late';
  return undefined;
}

/** The largest total at which a receipt of this day with a NIP is an invoice itself; undefined from 2027 on. */
export function invoiceItselfUpTo(saleDay: string): Minor | undefined {
  const rule = simplifiedInvoices.find(({ until }) => saleDay <= until);
  return rule && minor(rule.limitMinor);
}

/** The amount limit that makes this receipt an invoice already, or undefined when it is no invoice. */
function simplifiedLimit(receipt: EligibleReceipt): number | undefined {
  return simplifiedInvoices.find((rule) => receipt.saleDate <= rule.until && receipt.total <= rule.limitMinor)
    ?.limitMinor;
}

function reasonParams(reason: ProblemCode, receipt: EligibleReceipt): Record<string, unknown> {
  if (reason === 'receipt.too_late') return { lastDay: lastRequestDay(receipt.saleDate) };
  if (reason === 'receipt.simplified_invoice') return { limit: simplifiedLimit(receipt) };
  if (reason === 'receipt.nip_required') return { buyerNip: receipt.buyerNip };
  return {};
}

function refused(code: ProblemCode, pointer: string, params: Record<string, unknown> = {}): Problem {
  return new Problem(code, params, [{ pointer, code, params }]);
}
