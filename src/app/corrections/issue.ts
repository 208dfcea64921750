import { ownChain } from '../../db/chains/chains.ts';
import { today } from '../../db/clock.ts';
import { correctionsOf, emailOfShopper } from '../../db/corrections/correctedInvoices.ts';
import { type CorrectionDraft, decide, draftsOf } from '../../db/corrections/correctionDrafts.ts';
import { hasDocument } from '../../db/invoices/documents.ts';
import { invoiceById, type StoredInvoice } from '../../db/invoices/invoices.ts';
import { goesToKsef } from '../../db/invoices/ksefSubmissions.ts';
import { giveBackDeposits, giveBackLines, lockReceipts, type OpenReceipt } from '../../db/receipts/receipts.ts';
import { publishedTemplates } from '../../db/templates.ts';
import type { TenantTx } from '../../db/tenancy.ts';
import { countryOf } from '../../domain/countries/countryOf.ts';
import { changed, correctionBetween, type InvoiceState, stateOf } from '../../domain/invoices/correction.ts';
import { Problem } from '../../domain/problem.ts';
import { destinationsOf } from '../channels/destinations.ts';
import type { App } from '../context.ts';
import { type InvoiceContent, registerInvoice } from '../invoices/register.ts';
import { enqueueNext } from '../outbox/afterCommit.ts';

/**
 * Issues the correction of a draft, in the role that corrects, and gives the correction the draft's id. The receipts are
 * locked as for an invoice, so an invoice, a return and a correction of one receipt follow each other. Throws
 * correction.return_waiting and the Problems of `changed` and `correctionBetween`.
 */
export async function issueCorrection(
  tx: TenantTx,
  draft: CorrectionDraft,
  decision: { by?: string; note?: string },
): Promise<void> {
  const original = await invoiceById(tx, draft.invoiceId);
  if (!original) throw new Problem('invoice.not_found');
  const receipts = await lockReceipts(
    tx,
    original.sales.map((sale) => sale.receiptId),
  );
  const corrections = await correctionsOf(tx, original.id);
  const before = stateOf(original, corrections);
  const after = changed(before, draft.change, countryOf(original.country));
  const totals = correctionBetween(before, after);
  if (draft.change.reason === 'to_zero') {
    await assertNoReturnWaits(tx, draft);
    await openAgain(tx, original, before, receipts);
  }
  const content = await contentOf(tx, {
    ...{ draft, original, before, after, receipts },
    no: corrections.length + 1,
  });
  await decide(tx, draft.id, { state: 'issued', ...decision });
  const [chain, email] = await Promise.all([ownChain(tx), emailOfShopper(tx, original.shopperId)]);
  // An invoice is issued by the store of its first receipt, and so is its correction.
  const series = {
    numberFormat: chain.settings.correctionNumberFormat,
    storeCode: original.sales[0]?.storeCode ?? '',
  };
  const [recipients, hasFile, isSent] = await Promise.all([
    destinationsOf(tx, { shopper: { id: original.shopperId, email } }),
    hasDocument(tx, original.id, 'fa3'),
    goesToKsef(tx, original.id),
  ]);
  await registerInvoice(tx, { ...content, ...totals }, series, recipients, {
    file: hasFile ? 'fa3' : undefined,
    isSent,
  });
}

/** Call it after the commit: what an issued correction has to be made of is put into the queue. */
export async function enqueueCorrection(app: App, tenantId: string): Promise<void> {
  await Promise.all((['render', 'fa3'] as const).map((task) => enqueueNext(app, { task, tenantId })));
}

/** The lines of a corrected invoice would be invoiced again although the till already took some of them back. */
async function assertNoReturnWaits(tx: TenantTx, draft: CorrectionDraft): Promise<void> {
  const drafts = await draftsOf(tx, [draft.invoiceId]);
  if (drafts.some((other) => other.id !== draft.id && other.state === 'waiting' && other.origin === 'return'))
    throw new Problem('correction.return_waiting');
}

/** What the invoice still held can be invoiced again, its deposits too. */
async function openAgain(
  tx: TenantTx,
  original: StoredInvoice,
  held: InvoiceState,
  receipts: readonly OpenReceipt[],
): Promise<void> {
  const kept = held.lines.filter((line) => line.gross > 0);
  const lineNumbers = new Map(receipts.flatMap((receipt) => [...receipt.lineNumbers]));
  await giveBackLines(
    tx,
    kept.map(({ receiptId, lineId, quantity, gross }) => ({
      receiptId,
      lineNo: lineNumbers.get(lineId) ?? 0,
      quantity,
      gross,
    })),
  );
  const withDeposits = held.deposits.length > 0 ? original.sales.filter((sale) => sale.withDeposits) : [];
  await giveBackDeposits(
    tx,
    withDeposits.map((sale) => sale.receiptId),
  );
}

type Facts = {
  draft: CorrectionDraft;
  original: StoredInvoice;
  before: InvoiceState;
  after: InvoiceState;
  receipts: readonly OpenReceipt[];
  no: number;
};

type Unpriced = Omit<InvoiceContent, 'lines' | 'rates' | 'totals' | 'deposits' | 'due'>;

async function contentOf(tx: TenantTx, { draft, original, before, after, receipts, no }: Facts): Promise<Unpriced> {
  const country = countryOf(original.country);
  const [issueDate, templates] = await Promise.all([today(tx, country.timeZone), publishedTemplates(tx)]);
  const { reason } = draft.change;
  return {
    id: draft.id,
    kind: 'correction',
    correctsId: original.id,
    correction: {
      no,
      reason,
      corrected: { number: original.number, issueDate: original.issueDate },
      ...(reason === 'buyer_changed' ? { buyerBefore: before.buyer } : {}),
    },
    shopperId: original.shopperId,
    storeId: original.storeId,
    issueDate,
    saleDate: original.saleDate,
    country: original.country,
    currency: original.currency,
    seller: original.seller,
    buyer: after.buyer,
    sales: original.sales.map(({ withDeposits: _, ...sale }) => sale),
    payments: [],
    annotations: original.annotations,
    language: original.language,
    templates,
    receiptCodes: new Map(receipts.map((receipt) => [receipt.id, receipt.code])),
    receiptLineNumbers: new Map(receipts.flatMap((receipt) => [...receipt.lineNumbers])),
  };
}
