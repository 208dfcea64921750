import type { ShopperContext } from '../../app/context.ts';
import { issueInvoice } from '../../app/invoices/issue.ts';
import type { InvoiceOut, IssueIn } from '../../contract/invoices.ts';
import type { OpenReceipt } from '../../db/receipts/receipts.ts';
import { reopened } from './app.ts';

export const person = { kind: 'person', name: 'Anna Nowak' } as const;
export const company = {
  kind: 'company',
  nip: '8567346215',
  name: 'Firma',
  address: 'ul. Długa 1, 00-001 Warszawa',
} as const;

/** Issues an invoice with a new idempotency key. */
export async function issue(
  ctx: ShopperContext,
  lines: IssueIn['lines'],
  buyer: IssueIn['buyer'] = person,
): Promise<InvoiceOut> {
  const { invoice } = await issueInvoice({ ctx, input: { lines, buyer, idempotencyKey: crypto.randomUUID() } });
  return invoice;
}

/** Selects `quantity` of the receipt's line; `index` counts from 0. */
export function part(receipt: OpenReceipt, index: number, quantity: string): IssueIn['lines'][number] {
  return { receiptId: receipt.id, lineId: receipt.lines[index]?.id ?? '', quantity };
}

/** Remaining quantity and remaining gross, in grosze, of the receipt's first line. */
export async function left(
  ctx: ShopperContext,
  receipt: OpenReceipt,
): Promise<[string | undefined, number | undefined]> {
  const [line] = (await reopened(ctx, receipt.id)).lines;
  return [line?.remainingQuantity, line?.remainingGross];
}

export const grossOf = (invoice: InvoiceOut) => invoice.totals.gross;
