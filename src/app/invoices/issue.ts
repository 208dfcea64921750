import { createHash } from 'node:crypto';
import type { InvoiceOut, IssueIn } from '../../contract/invoices.ts';

import { type Chain, ownChain } from '../../db/chains/chains.ts';
import { today } from '../../db/clock.ts';
import { firstUseOf, isKeyTaken, type KeyedRequest, keepKey } from '../../db/idempotencyKeys.ts';
import { lockShopper } from '../../db/invoices/issuedToday.ts';

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
import { countryOf } from '../../domain/countries/countryOf.ts';
import type { Buyer } from '../../domain/invoices/buyer.ts';
import type { RegisteredSale } from '../../domain/invoices/invoice.ts';
import { type SelectionTotals, withDepositsDue } from '../../domain/invoices/selection.ts';
import { sum } from '../../domain/money/money.ts';
import { priceOf } from '../../domain/money/quantity.ts';
import { Problem } from '../../domain/problem.ts';
import type { Payment } from '../../domain/receipts/payment.ts';
import { byMethod, paymentsFor } from '../../domain/receipts/paymentsFor.ts';
import type { Task } from '../../domain/task.ts';

import { destinationsOf } from '../channels/destinations.ts';
import type { ShopperContext } from '../context.ts';
import { assertFitsKsef } from '../ksef/fits.ts';
import { enqueueNext } from '../outbox/afterCommit.ts';
import { chosenLanguage } from '../reader.ts';

import { loadInvoice } from './get.ts';
import { type InvoiceContent, registerInvoice } from './register.ts';
import { assertBuyer, assertFewToday, receiptIdsOf, selectFrom } from './select.ts';
import { chargeLines } from './selectionWork.ts';

export type Issue = { ctx: ShopperContext; input: IssueIn & { idempotencyKey: string } };
export type Issued = { invoice: InvoiceOut; repeated: boolean };

/**
 * Issues the invoice in one short transaction: locks the receipts, checks, takes the quantities, registers the invoice.
 * The same key with the same content returns the first invoice again.
 */
export async function issueInvoice(call: Issue): Promise<Issued> {
  const { app, chain } = call.ctx;
  // Two requests with one key and different receipts share no lock. The slower one fails, and a retry finds the invoice.
  const issued = await inOneTransaction(call).catch((error: unknown) => {
    if (isKeyTaken(error)) return inOneTransaction(call);
    throw error;
  });
  const tasks: Task[] = issued.invoice.xml ? ['render', 'fa3'] : ['render'];
  await Promise.all(tasks.map((task) => enqueueNext(app, { task, tenantId: chain.id })));
  return issued;
}

async function inOneTransaction(call: Issue): Promise<Issued> {
  const { app, chain, shopper } = call.ctx;
  return app.db.withTenant({ role: 'shopper', tenantId: chain.id, shopperId: shopper.id }, async (tx) => {
    const request = keyedRequest(call);
    const { id, repeated } = await issueOnce(tx, call, request);
    const [invoice] = await Promise.all([loadInvoice(tx, id), repeated ? undefined : keepKey(tx, request, id)]);
    return { invoice, repeated };
  });
}

async function issueOnce(tx: TenantTx, call: Issue, request: KeyedRequest): Promise<{ id: string; repeated: boolean }> {
  const { ctx, input } = call;
  const ids = receiptIdsOf(input.lines);
  chargeLines(ctx, input.lines.length + (await countLines(tx, ids)));
  // A transaction that waited for the lock reads everything after the wait, including an invoice with the same key.
  const receipts = await lockReceipts(tx, ids);
  const [earlier, chain, templates, issueDate, recipients] = await Promise.all([
    firstUseOf(tx, request),
    ownChain(tx),
    publishedTemplates(tx),
    today(tx, countryOf(ctx.chain.country).timeZone),
    destinationsOf(tx, ctx),
  ]);
  if (earlier) {
    if (!earlier.requestSha256.equals(request.requestSha256)) throw new Problem('idempotency.key_reused');
    return { id: earlier.resultId, repeated: true };
  }
  const selected = selectFrom(chain, receipts, input.lines);
  assertBuyer(chain, receipts, input.buyer, issueDate);
  // Two statements, because a statement that waits for a lock counts the rows as of before the wait.
  await lockShopper(tx, ctx.shopper.id);
  await assertFewToday(tx, chain, ctx.shopper.id);
  const [first] = inOrderOfChoice(receipts, selected);
  if (!first) throw new Error('a selection without a receipt');
  const content = contentOf(call, { receipts, first, selected, chain, templates, issueDate });
  const country = countryOf(chain.country);
  const file = country.fiscalChannel.file(input.buyer.kind, chain.settings);
  if (file) assertFitsKsef(content, country);
  await Promise.all([take(tx, receipts, selected), remember(tx, ctx.shopper.id, input.buyer)]);
  const series = { numberFormat: chain.settings.numberFormat, storeCode: first.store.code };
  const id = await registerInvoice(tx, content, series, recipients, file);
  return { id, repeated: false };
}

type Facts = {
  receipts: OpenReceipt[];
  first: OpenReceipt;
  selected: SelectionTotals;
  chain: Chain;
  templates: { invoice: string; email: string; theme: string };
  issueDate: string;
};

function contentOf({ ctx, input }: Issue, facts: Facts): InvoiceContent {
  const { receipts, first, selected, chain, templates, issueDate } = facts;
  const country = countryOf(chain.country);
  const withDeposits = withDepositsDue(receipts, selected.lines);
  return {
    ...selected,
    kind: 'invoice',
    shopperId: ctx.shopper.id,
    storeId: first.store.id,
    issueDate,
    saleDate: lastDay(receipts),
    country: country.code,
    currency: first.currency,
    seller: chain.seller,
    buyer: input.buyer,
    sales: inOrderOfChoice(receipts, selected).map((receipt) => saleOf(receipt, withDeposits)),
    payments: paymentsOf(receipts, selected),
    annotations: country.annotations({ ...selected, buyer: input.buyer }, chain.settings),
    language: chosenLanguage(ctx),
    templates,
    receiptCodes: new Map(receipts.map((receipt) => [receipt.id, receipt.code])),
    receiptLineNumbers: new Map(receipts.flatMap((receipt) => [...receipt.lineNumbers])),
  };
}

/** Each receipt's own part of `due`, paid as the receipt was. */
function paymentsOf(receipts: OpenReceipt[], selected: SelectionTotals): Payment[] {
  const emptied = withDepositsDue(receipts, selected.lines);
  return byMethod(
    inOrderOfChoice(receipts, selected).flatMap((receipt) => {
      const goods = selected.lines.filter((line) => line.receiptId === receipt.id).map((line) => line.gross);
      const deposits = emptied.includes(receipt) ? receipt.deposits : [];
      return paymentsFor(receipt, sum([...goods, ...deposits.map((one) => priceOf(one.unitPrice, one.quantity))]));
    }),
  );
}

/** The sale date of an invoice for several days is the last day; each receipt on the invoice shows its own. */
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
  const withDeposits = withDepositsDue(receipts, selected.lines);
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

function saleOf(receipt: OpenReceipt, withDeposits: readonly OpenReceipt[]): RegisteredSale {
  return {
    receiptId: receipt.id,
    storeCode: receipt.store.code,
    storeName: receipt.store.name,
    storeAddress: receipt.store.address,
    tillUniqueNumber: receipt.tillUniqueNumber,
    documentNumber: receipt.documentNumber,
    ...(receipt.receiptNumber === undefined ? {} : { receiptNumber: receipt.receiptNumber }),
    saleDate: receipt.saleDate,
    ...(withDeposits.includes(receipt) ? { withDeposits: true } : {}),
  };
}

function keyedRequest({ ctx, input }: Issue): KeyedRequest {
  return {
    caller: { kind: 'shopper', id: ctx.shopper.id },
    key: input.idempotencyKey,
    requestSha256: requestHash(input),
  };
}

function requestHash({ lines, buyer }: IssueIn): Buffer {
  const sorted = Object.fromEntries(Object.entries(buyer).sort(([a], [b]) => (a < b ? -1 : 1)));
  const chosen = lines.map(({ receiptId, lineId, quantity }) => [receiptId, lineId, quantity]);
  return createHash('sha256')
    .update(JSON.stringify([chosen, sorted]))
    .digest();
}
