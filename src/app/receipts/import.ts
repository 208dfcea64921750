import { randomBytes } from 'node:crypto';
import type { ReceiptAccepted } from '../../contract/receipts.ts';
import {
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
import { Problem } from '../../domain/problem.ts';
import { checkReceipt, differingFields } from '../../domain/receipts/checkReceipt.ts';
import type { PushedReceipt } from '../../domain/receipts/pushedReceipt.ts';
import { makeReceiptCode } from '../../domain/receipts/receiptCode.ts';
import type { SiteContext } from '../context.ts';
import { receiptCodeOf } from './code.ts';

/** One receipt's fate. A repeat of the same content is `known`, with the first answer. */
export type Imported =
  | { outcome: 'created' | 'known'; receipt: ReceiptAccepted }
  | { outcome: 'refused'; problem: Problem };

/** Takes one receipt in, or throws why not. */
export async function importReceipt(call: { ctx: SiteContext; input: PushedReceipt }) {
  const [imported] = await importReceipts({ ctx: call.ctx, input: [call.input] });
  if (!imported) throw new Error('one receipt in, none out');
  if (imported.outcome === 'refused') throw imported.problem;
  return imported;
}

/** Takes many in at once, in one transaction of a few statements; a refused one spoils no other. */
export async function importReceipts({
  ctx,
  input,
}: {
  ctx: SiteContext;
  input: PushedReceipt[];
}): Promise<Imported[]> {
  const country = countryOf(ctx.chain.country);
  const checked = input.map((pushed) => prepare(pushed, country));
  const good = checked.filter((one) => 'pushed' in one);
  const { fresh, stored } = await ctx.app.db.withTenant({ role: 'pos', tenantId: ctx.chain.id }, (tx) => put(tx, good));
  return checked.map((one) => {
    if (one instanceof Problem) return { outcome: 'refused', problem: one };
    const key = receiptKey(one.pushed);
    const created = fresh.get(key);
    if (created?.pushed === one.pushed) return { outcome: 'created', receipt: accepted(ctx, created) };
    return compared(ctx, one.pushed, created ?? stored.get(key));
  });
}

async function put(tx: TenantTx, good: NewReceipt[]) {
  if (!good.length) return { fresh: new Map<string, StoredReceipt>(), stored: new Map<string, StoredReceipt>() };
  await registerTills(
    tx,
    good.map((one) => one.pushed),
  );
  const fresh = await insertReceipts(tx, good);
  const rest = good.map((one) => one.pushed).filter((pushed) => !fresh.has(receiptKey(pushed)));
  return { fresh, stored: await storedReceipts(tx, rest) };
}

function prepare(pushed: PushedReceipt, country: Country): NewReceipt | Problem {
  const check = checkReceipt(pushed, country);
  if (!check.ok) return new Problem('receipt.arithmetic', {}, check.errors);
  return { pushed, lines: check.lines, saleDate: chainDay(pushed.issuedAt, country.timeZone), ...codeOf(pushed) };
}

/** The till's own code when it printed one. */
function codeOf({ code }: PushedReceipt): ReturnType<typeof receiptCodeOf> {
  if (code !== undefined) return receiptCodeOf(code);
  return { code: makeReceiptCode(randomBytes(8)), codeKind: 'strong' };
}

function compared(ctx: SiteContext, pushed: PushedReceipt, stored: StoredReceipt | undefined): Imported {
  // Neither inserted nor there under its identity: the code belongs to another receipt.
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
