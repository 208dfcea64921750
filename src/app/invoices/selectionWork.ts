import { type WorkLimit, workOf } from '../budgets/work.ts';
import type { SiteContext } from '../context.ts';

// Each named line and each loaded line costs one unit. The first two hundred are free: they cost no more than the request
// itself, so a selection of usual size is never refused because of other callers.
const freeLines = 200;
// The longest receipt with all its 5,000 lines named: five times at once, and then six times a minute.
const ofNetwork: WorkLimit = { most: 50_000, perSecond: 1_000 };
const ofChain: WorkLimit = { most: 500_000, perSecond: 4_000 };

/** Whether loading and computing this many lines costs more than the request itself. */
export function isLong(lines: number): boolean {
  return lines > freeLines;
}

/** Charges a long selection to the caller's network and to the chain, before it is loaded. Throws rate.limited. */
export function chargeLines(ctx: SiteContext, lines: number): void {
  if (!isLong(lines)) return;
  const work = workOf(ctx.app);
  const network = `lines:${ctx.chain.id}:${ctx.network}`;
  const chain = `lines:${ctx.chain.id}`;
  // The caller's limit comes first: a refusal there is not charged to the chain.
  work.assertLeft(network, ofNetwork);
  work.assertLeft(chain, ofChain);
  work.spend(network, ofNetwork, lines);
  work.spend(chain, ofChain, lines);
}
