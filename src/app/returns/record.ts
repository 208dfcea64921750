import { createHash } from 'node:crypto';
import type { ReturnAccepted, ReturnIn } from '../../contract/corrections/returns.ts';
import { ownChain } from '../../db/chains/chains.ts';
import { invoicesOfReceipt } from '../../db/corrections/correctedInvoices.ts';
import { draftById, draftIdsOfReturn, insertDraft } from '../../db/corrections/correctionDrafts.ts';
import {
  insertReturn,
  isExternalIdTaken,
  type ReturnedShare,
  returnByExternalId,
  type StoredReturn,
} from '../../db/corrections/returns.ts';
import { lockReceipts, type OpenReceipt, takeFromLines } from '../../db/receipts/receipts.ts';
import type { TenantTx } from '../../db/tenancy.ts';
import { countryOf } from '../../domain/countries/countryOf.ts';
import { isInstant } from '../../domain/day.ts';
import type { InvoiceState } from '../../domain/invoices/correction.ts';
import type { ReturnedPart } from '../../domain/invoices/correctionChange.ts';
import { type ReturnSource, returnShares } from '../../domain/invoices/returnShares.ts';
import { minor } from '../../domain/money/money.ts';
import { Problem } from '../../domain/problem.ts';
import type { ReceiptLine } from '../../domain/receipts/receipt.ts';
import type { SiteContext } from '../context.ts';
import { enqueueCorrection, issueCorrection } from '../corrections/issue.ts';
import { returnableState } from '../corrections/states.ts';

export type RecordReturn = { ctx: SiteContext; input: ReturnIn & { receiptId: string } };
export type Recorded = { outcome: 'created' | 'known'; accepted: ReturnAccepted };

/**
 * Records goods that a till took back. What is still open to invoice goes first, so fewer invoices need a correction; then
 * the newest invoice of the receipt. For each invoice a correction is drafted; a chain may let it be issued at once. The
 * same external id with the same content gives the first answer again.
 */
export async function recordReturn(call: RecordReturn): Promise<Recorded> {
  if (!isInstant(call.input.returnedAt))
    throw new Problem('request.invalid', {}, [{ pointer: '/returnedAt', code: 'field.format' }]);
  const { app, chain } = call.ctx;
  // Two requests with one external id and different receipts share no lock. The slower one fails, and finds the return when retried.
  const recorded = await inOneTransaction(call).catch((error: unknown) => {
    if (isExternalIdTaken(error)) return inOneTransaction(call);
    throw error;
  });
  if (recorded.accepted.state === 'correction_drafted') await enqueueCorrection(app, chain.id);
  return recorded;
}

function inOneTransaction({ ctx, input }: RecordReturn): Promise<Recorded> {
  return ctx.app.db.withTenant({ role: 'corrector', tenantId: ctx.chain.id }, async (tx) => {
    const requestSha256 = requestHash(input);
    const [receipt] = await lockReceipts(tx, [input.receiptId]);
    const earlier = await returnByExternalId(tx, input.externalId);
    if (earlier) return { outcome: 'known', accepted: await repeated(tx, earlier, requestSha256) };
    if (!receipt) throw new Problem('receipt.not_found');
    const shares = await sharesOf(tx, receipt, input);
    await takeFromLines(tx, openShares(shares, receipt.id));
    const { externalId, returnedAt } = input;
    const returnId = await insertReturn(
      tx,
      { receiptId: receipt.id, externalId, returnedAt, requestSha256 },
      shares.map(storedShare),
    );
    const drafts = await draftCorrections(tx, returnId, shares);
    return { outcome: 'created', accepted: acceptedReturn(returnId, drafts) };
  });
}

async function repeated(tx: TenantTx, earlier: StoredReturn, requestSha256: Buffer): Promise<ReturnAccepted> {
  if (!earlier.requestSha256.equals(requestSha256)) throw new Problem('return.conflict', { id: earlier.id });
  return acceptedReturn(earlier.id, await draftIdsOfReturn(tx, earlier.id));
}

type Share = ReturnSource & { lineNo: number };

async function sharesOf(tx: TenantTx, receipt: OpenReceipt, input: ReturnIn): Promise<Share[]> {
  const [chain, invoices] = await Promise.all([ownChain(tx), invoicesOfReceipt(tx, receipt.id)]);
  const states = await Promise.all(
    invoices.map(async (invoice) => ({ id: invoice.id, state: await returnableState(tx, invoice) })),
  );
  const seen = new Set<string>();
  return input.lines.flatMap((returned, index) => {
    const line = lineOf(receipt, returned, index);
    if (seen.has(line.id)) throw refusal('line.repeated', index);
    seen.add(line.id);
    const gross = returned.gross === undefined ? undefined : minor(returned.gross);
    const sources = sourcesOf(line, states);
    const part = { index, quantity: returned.quantity, unit: line.unit, gross };
    const lineNo = receipt.lineNumbers.get(line.id) ?? 0;
    return returnShares(sources, part, countryOf(chain.country)).map((share) => ({ ...share, lineNo }));
  });
}

function lineOf(receipt: OpenReceipt, { lineId, position }: ReturnIn['lines'][number], index: number): ReceiptLine {
  const line = receipt.lines.find((one) =>
    lineId === undefined ? receipt.lineNumbers.get(one.id) === position : one.id === lineId,
  );
  if (!line) throw refusal('line.not_found', index);
  return line;
}

function sourcesOf(line: ReceiptLine, invoices: readonly { id: string; state: InvoiceState }[]): ReturnSource[] {
  const invoiced = invoices.flatMap(({ id, state }) =>
    state.lines
      .filter((stated) => stated.lineId === line.id && stated.quantity !== '0')
      .map(({ position, quantity, gross }) => ({ quantity, gross, invoice: { id, position } })),
  );
  const open = { quantity: line.remainingQuantity, gross: line.remainingGross };
  return open.quantity === '0' ? invoiced : [open, ...invoiced];
}

async function draftCorrections(tx: TenantTx, returnId: string, shares: readonly Share[]): Promise<string[]> {
  const { settings } = await ownChain(tx);
  const drafts: string[] = [];
  for (const [invoiceId, lines] of partsByInvoice(shares)) {
    const change = { reason: 'goods_returned' as const, lines };
    const id = await insertDraft(tx, { origin: 'return', returnId }, { invoiceId, change });
    const draft = settings.returnCorrections === 'automatic' ? await draftById(tx, id) : undefined;
    if (draft) await issueCorrection(tx, draft, {});
    drafts.push(id);
  }
  return drafts;
}

function partsByInvoice(shares: readonly Share[]): Map<string, ReturnedPart[]> {
  const parts = new Map<string, ReturnedPart[]>();
  for (const { invoice, quantity, gross } of shares) {
    if (!invoice) continue;
    const part = { position: invoice.position, quantity, gross };
    parts.set(invoice.id, [...(parts.get(invoice.id) ?? []), part]);
  }
  return parts;
}

function openShares(shares: readonly Share[], receiptId: string) {
  return shares
    .filter((share) => share.invoice === undefined)
    .map(({ lineNo, quantity, gross }) => ({ receiptId, lineNo, quantity, gross }));
}

function storedShare({ lineNo, quantity, gross, invoice }: Share): ReturnedShare {
  return { lineNo, quantity, gross, ...(invoice ? { invoiceId: invoice.id } : {}) };
}

function acceptedReturn(id: string, [correctionId, ...others]: readonly string[]): ReturnAccepted {
  if (correctionId === undefined) return { id, state: 'recorded' };
  return { id, state: 'correction_drafted', correctionId, correctionIds: [correctionId, ...others] };
}

function refusal(code: 'line.not_found' | 'line.repeated', index: number): Problem {
  return new Problem(code, {}, [{ pointer: `/lines/${index}`, code }]);
}

function requestHash({ receiptId, returnedAt, lines }: RecordReturn['input']): Buffer {
  const parts = lines.map(({ lineId, position, quantity, gross }) => [lineId, position, quantity, gross]);
  return createHash('sha256')
    .update(JSON.stringify([receiptId, returnedAt, parts]))
    .digest();
}
