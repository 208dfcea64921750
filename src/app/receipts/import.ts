import { randomBytes } from 'node:crypto';
import type { ReceiptAccepted } from '../../contract/receipts.ts';
import {
  firstOfEachReceipt,
  insertReceipts,
  type NewReceipt,
  receiptKey,
  registerTills,
  type StoredReceipt,
  storedReceipts,
} from '../../db/receipts/pushedReceipts.ts';
import type { TenantTx } from '../../db/tenancy.ts';
import type { Country } from '../../domain/countries/country.ts';
import { countryOf } from '../../domain/countries/countryOf.ts';
import { chainDay } from '../../domain/day.ts';
import { minor } from '../../domain/money/money.ts';
import { Problem } from '../../domain/problem.ts';
import { checkReceipt, differingFields } from '../../domain/receipts/checkReceipt.ts';
import type { PushedReceipt } from '../../domain/receipts/pushedReceipt.ts';
import { makeReceiptCode } from '../../domain/receipts/receiptCode.ts';
import type { SiteContext } from '../context.ts';
import { receiptCodeOf } from './code.ts';

/** The result for one receipt. A repeat with the same content is `known`, with the first answer. */
export type Imported =
  | { outcome: 'created' | 'known'; receipt: ReceiptAccepted }
  | { outcome: 'refused'; problem: Problem };

// PostgreSQL uses one core per connection, so several parallel transactions write a long chunk.
const mostShares = 3;
const shareSize = 80;
const codeBytes = 8;

/** Imports one receipt, or throws its refusal. */
export async function importReceipt(call: { ctx: SiteContext; input: PushedReceipt }) {
  const [imported] = await importReceipts({ ctx: call.ctx, input: [call.input] });
  if (!imported) throw new Error('one receipt in, none out');
  if (imported.outcome === 'refused') throw imported.problem;
  return imported;
}

/**
 * Imports many receipts in a few statements; a refused one does not affect others. Of equal ones the first is `created`.
 */
export async function importReceipts({
  ctx,
  input,
}: {
  ctx: SiteContext;
  input: PushedReceipt[];
}): Promise<Imported[]> {
  const country = countryOf(ctx.chain.country);
  const random = randomBytes(codeBytes * input.length);
  const checked = input.map((pushed, at) =>
    prepare(pushed, country, random.subarray(codeBytes * at, codeBytes * (at + 1))),
  );
  const good = checked.filter((one) => 'pushed' in one);
  const { fresh, stored } = await putAll(ctx, good);
  return checked.map((one) => {
    if (one instanceof Problem) return { outcome: 'refused', problem: one };
    const key = receiptKey(one.pushed);
    const created = fresh.get(key);
    if (created?.pushed === one.pushed) return { outcome: 'created', receipt: accepted(ctx, created) };
    return compared(ctx, one.pushed, created ?? stored.get(key));
  });
}

/** The receipts stored by this call, and those stored before, by `receiptKey`. */
type Put = { fresh: Map<string, StoredReceipt>; stored: Map<string, StoredReceipt> };

/**
 * One transaction per share. Repeats are left out before the receipts are shared, so that which of two equal receipts
 * is `created` does not depend on which transaction is faster.
 */
async function putAll(ctx: SiteContext, good: NewReceipt[]): Promise<Put> {
  const first = firstOfEachReceipt(good);
  // Waits for all, even when one fails: no transaction may continue after the request was answered.
  const done = await Promise.allSettled(
    inShares(good).map((share) =>
      ctx.app.db.withTenant({ role: 'pos', tenantId: ctx.chain.id }, (tx) => put(tx, share, (one) => first.has(one))),
    ),
  );
  const all: Put = { fresh: new Map(), stored: new Map() };
  for (const one of done) {
    if (one.status === 'rejected') throw one.reason;
    for (const [key, receipt] of one.value.fresh) all.fresh.set(key, receipt);
    for (const [key, receipt] of one.value.stored) all.stored.set(key, receipt);
  }
  return all;
}

function inShares(good: NewReceipt[]): NewReceipt[][] {
  const count = Math.min(mostShares, Math.ceil(good.length / shareSize));
  const size = Math.ceil(good.length / count);
  return Array.from({ length: count }, (_, at) => good.slice(at * size, (at + 1) * size));
}

async function put(tx: TenantTx, share: NewReceipt[], isFirst: (one: NewReceipt) => boolean): Promise<Put> {
  await registerTills(
    tx,
    share.map((one) => one.pushed),
  );
  const fresh = await insertReceipts(tx, share.filter(isFirst));
  const rest = share.map((one) => one.pushed).filter((pushed) => !fresh.has(receiptKey(pushed)));
  return { fresh, stored: await storedReceipts(tx, rest) };
}

function prepare(pushed: PushedReceipt, country: Country, random: Uint8Array): NewReceipt | Problem {
  const check = checkReceipt(pushed, country);
  if (!check.ok) return new Problem('receipt.arithmetic', {}, check.errors);
  return {
    pushed,
    lines: check.lines,
    payments: pushed.payments.map(({ method, amount }) => ({
      method: country.paymentMethod(method),
      amount: minor(amount),
    })),
    saleDate: chainDay(pushed.issuedAt, country.timeZone),
    ...codeOf(pushed, random),
  };
}

/** The till's own code when the till printed one. */
function codeOf({ code }: PushedReceipt, random: Uint8Array): ReturnType<typeof receiptCodeOf> {
  if (code !== undefined) return receiptCodeOf(code);
  return { code: makeReceiptCode(random), codeKind: 'strong' };
}

function compared(ctx: SiteContext, pushed: PushedReceipt, stored: StoredReceipt | undefined): Imported {
  // Neither inserted nor stored under its identity, so its code belongs to another receipt.
  if (!stored)
    return {
      outcome: 'refused',
      problem: new Problem('receipt.code_taken', {}, [{ pointer: '/code', code: 'receipt.code_taken' }]),
    };
  const fields = differingFields(stored.pushed, pushed);
  if (!fields.length) return { outcome: 'known', receipt: accepted(ctx, stored) };
  return {
    outcome: 'refused',
    problem: new Problem(
      'receipt.conflict',
      { id: stored.id },
      fields.map((pointer) => ({ pointer, code: 'receipt.differs' })),
    ),
  };
}

function accepted(ctx: SiteContext, { id, code }: StoredReceipt): ReceiptAccepted {
  return { id, code, url: `${ctx.app.origin(ctx.chain.slug)}/r/${code}` };
}
