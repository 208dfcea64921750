import { createHash } from 'node:crypto';
import type { InvoiceOut, IssueIn } from '../../contract/invoices.ts';
import { type Chain, ownChain } from '../../db/chains.ts';
import { insertDeliveries, insertDocument } from '../../db/invoices/documents.ts';
import { insertInvoice, invoiceByKey, isKeyTaken, lockShopper, nextNumber, today } from '../../db/invoices/invoices.ts';
import { enqueue } from '../../db/outbox.ts';
import { rememberBuyer } from '../../db/people/shoppers.ts';
import {
  countDocument,
  countLines,
  lockReceipts,
  type OpenReceipt,
  takeFromLines,
} from '../../db/receipts/receipts.ts';
import { publishedTemplates } from '../../db/templates.ts';
import type { TenantTx } from '../../db/tenancy.ts';
import { annotationsOf } from '../../domain/invoices/annotations.ts';
import type { Buyer } from '../../domain/invoices/buyer.ts';
import type { RegisteredSale } from '../../domain/invoices/invoice.ts';
import { formatNumber, numberingPeriod, numberingSeries } from '../../domain/invoices/numbering.ts';
import { emptiedBy, type SelectionTotals } from '../../domain/invoices/selection.ts';
import { Problem } from '../../domain/problem.ts';
import { chainTimeZone, type ShopperContext } from '../context.ts';
import { handOut } from '../outbox/afterCommit.ts';
import { loadInvoice } from './get.ts';
import { assertBuyer, assertFewToday, receiptIdsOf, selectFrom } from './select.ts';
import { payForLines } from './selectionWork.ts';

export type Issue = { ctx: ShopperContext; input: IssueIn & { idempotencyKey: string } };
export type Issued = { invoice: InvoiceOut; repeated: boolean };

/**
 * Issues the invoice in one short transaction: locks the receipts, takes the quantities, numbers, inserts, and writes
 * the outbox. The same key with the same content gives the first invoice again.
 */
export async function issueInvoice(call: Issue): Promise<Issued> {
  const { app, chain } = call.ctx;
  // Two requests with one key and different receipts share no lock; the slower then finds the faster one's invoice.
  const issued = await inOneTransaction(call).catch((error: unknown) => {
    if (isKeyTaken(error)) return inOneTransaction(call);
    throw error;
  });
  await handOut(app, { task: 'render', tenantId: chain.id });
  return issued;
}

async function inOneTransaction(call: Issue): Promise<Issued> {
  const { app, chain, shopper } = call.ctx;
  return app.db.withTenant({ role: 'shopper', tenantId: chain.id, shopperId: shopper.id }, async (tx) => {
    const { id, repeated } = await issueOnce(tx, call);
    return { invoice: await loadInvoice(tx, id), repeated };
  });
}

async function issueOnce(tx: TenantTx, call: Issue): Promise<{ id: string; repeated: boolean }> {
  const { ctx, input } = call;
  const ids = receiptIdsOf(input.lines);
  payForLines(ctx, input.lines.length + (await countLines(tx, ids)));
  // Whoever waited for the lock reads everything after it, an invoice of the same key included.
  const receipts = await lockReceipts(tx, ids);
  const [earlier, chain, templates, issueDate] = await Promise.all([
    invoiceByKey(tx, ctx.shopper.id, input.idempotencyKey),
    ownChain(tx),
    publishedTemplates(tx),
    today(tx, chainTimeZone),
  ]);
  const requestSha256 = requestHash(input);
  if (earlier) {
    if (!earlier.requestSha256.equals(requestSha256)) throw new Problem('idempotency.key_reused');
    return { id: earlier.id, repeated: true };
  }
  const selected = selectFrom(chain, receipts, input.lines);
  assertBuyer(chain, receipts, input.buyer, issueDate);
  // Two statements: one that waits for a lock still counts what it saw before it waited.
  await lockShopper(tx, ctx.shopper.id);
  await assertFewToday(tx, chain, ctx.shopper.id);
  const id = await insert(tx, call, { receipts, selected, chain, templates, issueDate, requestSha256 });
  return { id, repeated: false };
}

type Facts = {
  receipts: OpenReceipt[];
  selected: SelectionTotals;
  chain: Chain;
  templates: { invoice: string; email: string; theme: string };
  issueDate: string;
  requestSha256: Buffer;
};

async function insert(tx: TenantTx, { ctx, input }: Issue, facts: Facts): Promise<string> {
  const { receipts, selected, chain, issueDate } = facts;
  const [first] = inOrderOfChoice(receipts, selected);
  if (!first) throw new Error('a selection without a receipt');
  const { numberFormat } = chain.settings;
  const series = numberingSeries(numberFormat, first.store.code);
  const period = numberingPeriod(numberFormat, issueDate);
  await Promise.all([take(tx, receipts, selected), remember(tx, ctx.shopper.id, input.buyer)]);
  // The counter's row is the one lock that all of a series share: taken last, held shortest.
  const n = await nextNumber(tx, series, period);
  const id = await insertInvoice(tx, {
    ...selected,
    shopperId: ctx.shopper.id,
    storeId: first.store.id,
    series,
    period,
    n,
    number: formatNumber(numberFormat, { store: first.store.code, issueDate, n }),
    issueDate,
    saleDate: lastDay(receipts),
    currency: first.currency,
    seller: chain.seller,
    buyer: input.buyer,
    sales: inOrderOfChoice(receipts, selected).map(saleOf),
    annotations: annotationsOf(selected.rates, chain.settings),
    language: ctx.language,
    templates: facts.templates,
    idempotencyKey: input.idempotencyKey,
    requestSha256: facts.requestSha256,
    receiptCodes: new Map(receipts.map((receipt) => [receipt.id, receipt.code])),
    receiptLineNumbers: new Map(receipts.flatMap((receipt) => [...receipt.lineNumbers])),
  });
  await Promise.all([
    insertDocument(tx, id),
    insertDeliveries(tx, id, [
      { kind: 'shopper_mail', recipient: ctx.shopper.email },
      { kind: 'chain_mail', recipient: chain.copyEmail },
    ]),
    enqueue(tx, 'render', [id]),
  ]);
  return id;
}

/** Sales of several days are invoiced under the last of them; each keeps its own beside its receipt. */
function lastDay(receipts: OpenReceipt[]): string {
  const days = receipts.map((receipt) => receipt.saleDate).sort();
  return days.at(-1) ?? '';
}

async function take(tx: TenantTx, receipts: OpenReceipt[], selected: SelectionTotals): Promise<void> {
  const lineNumbers = new Map(receipts.flatMap((receipt) => [...receipt.lineNumbers]));
  await takeFromLines(
    tx,
    selected.lines.map((line) => ({
      receiptId: line.receiptId,
      lineNo: lineNumbers.get(line.lineId) ?? 0,
      quantity: line.quantity,
      gross: line.gross,
    })),
  );
  const withDeposits = emptiedBy(receipts, selected.lines).filter((one) => one.deposits.length > 0);
  const ids = (some: readonly OpenReceipt[]) => some.map((receipt) => receipt.id);
  await countDocument(tx, ids(receipts), ids(withDeposits));
}

async function remember(tx: TenantTx, shopperId: string, buyer: Buyer): Promise<void> {
  await rememberBuyer(tx, {
    shopperId,
    kind: buyer.kind,
    nip: buyer.kind === 'company' ? buyer.nip : null,
    name: buyer.name,
    address: buyer.address ?? null,
  });
}

function inOrderOfChoice(receipts: OpenReceipt[], selected: SelectionTotals): OpenReceipt[] {
  const order = new Map(selected.lines.map((line, index) => [line.receiptId, index]));
  return [...receipts].sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
}

function saleOf(receipt: OpenReceipt): RegisteredSale {
  return {
    receiptId: receipt.id,
    storeCode: receipt.store.code,
    storeName: receipt.store.name,
    storeAddress: receipt.store.address,
    tillUniqueNumber: receipt.tillUniqueNumber,
    documentNumber: receipt.documentNumber,
    ...(receipt.receiptNumber === undefined ? {} : { receiptNumber: receipt.receiptNumber }),
    saleDate: receipt.saleDate,
  };
}

function requestHash({ lines, buyer }: IssueIn): Buffer {
  const sorted = Object.fromEntries(Object.entries(buyer).sort(([a], [b]) => (a < b ? -1 : 1)));
  const chosen = lines.map(({ receiptId, lineId, quantity }) => [receiptId, lineId, quantity]);
  return createHash('sha256')
    .update(JSON.stringify([chosen, sorted]))
    .digest();
}
