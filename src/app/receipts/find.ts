import type { FindReceipt, FoundReceipt } from '../../contract/receipts.ts';
import { type Chain, ownChain } from '../../db/chains/chains.ts';
import { today } from '../../db/clock.ts';
import { ownInvoicesOf } from '../../db/invoices/invoices.ts';
import { type OpenReceipt, receiptByCode } from '../../db/receipts/receipts.ts';
import type { ChainSettings } from '../../domain/chains/settings.ts';
import { countryOf } from '../../domain/countries/countryOf.ts';
import { percentOf } from '../../domain/money/rate.ts';
import { Problem } from '../../domain/problem.ts';
import { leftOf } from '../../domain/receipts/linePart.ts';
import { assertAffordable, charge, refund } from '../budgets/budget.ts';
import type { SiteContext } from '../context.ts';
import { receiptCodeOf } from './code.ts';
import { findBudgets } from './findBudgets.ts';

/**
 * The receipt with this code. Wrong, mistyped and foreign codes, and legacy codes without the right total and date, all
 * give the same refusal. Misses are limited by budgets, hits are not.
 */
export async function findReceipt(call: { ctx: Finder; input: FindReceipt }): Promise<FoundReceipt> {
  const { ctx, input } = call;
  const { code, codeKind } = receiptCodeOf(input.code);
  const found = codeKind === 'legacy' ? await guess(ctx, code, input) : await lookUpStrong(ctx, code, input);
  if (!found) throw new Problem('receipt.not_found');
  return found;
}

type Finder = SiteContext & { shopperId?: string };

// A guess is charged in advance, so of many simultaneous guesses only as many as the budget allows are looked up.
async function guess(ctx: Finder, code: string, factors: FindReceipt): Promise<FoundReceipt | undefined> {
  const charged = await charge(ctx.app, ctx.chain.id, findBudgets(ctx, 'legacy'));
  const found = await lookUp(ctx, code, factors);
  if (found) await refund(ctx.app, charged);
  return found;
}

async function lookUpStrong(ctx: Finder, code: string, factors: FindReceipt): Promise<FoundReceipt | undefined> {
  const budgets = findBudgets(ctx, 'strong');
  await assertAffordable(ctx.app, ctx.chain.id, budgets);
  const found = await lookUp(ctx, code, factors);
  if (!found) await charge(ctx.app, ctx.chain.id, budgets);
  return found;
}

async function lookUp(ctx: Finder, code: string, factors: FindReceipt): Promise<FoundReceipt | undefined> {
  // A scanned link may contain text that no stored code can have.
  if (code.includes('\0')) return undefined;
  const { shopperId } = ctx;
  const shopper = { role: 'shopper', tenantId: ctx.chain.id, ...(shopperId !== undefined && { shopperId }) } as const;
  return ctx.app.db.withTenant(shopper, async (tx) => {
    const [receipt, chain, day] = await Promise.all([
      receiptByCode(tx, code, factors),
      ownChain(tx),
      today(tx, countryOf(ctx.chain.country).timeZone),
    ]);
    if (!receipt) return undefined;
    const own = shopperId === undefined ? [] : await ownInvoicesOf(tx, receipt.id);
    return { ...foundReceipt(receipt, chain, day), ...(own.length > 0 && { ownInvoices: own }) };
  });
}

function foundReceipt(receipt: OpenReceipt, chain: Chain, day: string): FoundReceipt {
  const { deadlines, eligibility } = countryOf(chain.country);
  return {
    id: receipt.id,
    code: receipt.code,
    store: { code: receipt.store.code, name: receipt.store.name, address: receipt.store.address },
    issuedAt: receipt.issuedAt.toISOString(),
    saleDate: receipt.saleDate,
    total: receipt.total,
    currency: receipt.currency,
    ...(receipt.buyerNip === undefined ? {} : { buyerNip: receipt.buyerNip }),
    deadline: deadlines.lastRequestDay(receipt.saleDate),
    eligibility: eligibility.answers(receipt, chain.settings, day),
    selection: selectionOf(receipt, chain.settings),
    lines: receipt.lines.map(({ letter, rate, ...line }) => ({
      ...line,
      remainingQuantity: leftOf(line),
      rate: { letter, percent: percentOf(rate) },
    })),
    deposits: receipt.deposits,
    depositsTaken: receipt.depositsTaken,
    discounts: receipt.discounts,
  };
}

/** Whether part of this receipt may be invoiced. */
export function selectionOf(receipt: { buyerNip?: string }, settings: ChainSettings): 'whole' | 'lines' {
  return receipt.buyerNip === undefined ? settings.personSelection : settings.companySelection;
}
