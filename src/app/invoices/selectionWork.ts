import { type WorkLimit, workOf } from '../budgets/work.ts';
import type { SiteContext } from '../context.ts';

// A line that is named and a line that is loaded cost one each. The first two hundred are free: they cost no more than
// the request itself, so an ordinary basket is never refused for what others send.
const freeLines = 200;
// The longest receipt there is, all 5,000 lines named, five times at once and then six times a minute.
const ofNetwork: WorkLimit = { most: 50_000, perSecond: 1_000 };
const ofChain: WorkLimit = { most: 500_000, perSecond: 4_000 };

/** Whether loading and computing so many lines costs more than the request itself. */
export function isLong(lines: number): boolean {
  return lines > freeLines;
}

/** Charges a long selection to the caller's network and to the chain, before it is loaded. Throws rate.limited. */
export function payForLines(ctx: SiteContext, lines: number): void {
  if (!isLong(lines)) return;
  const work = workOf(ctx.app);
  const network = `lines:${ctx.chain.id}:${ctx.network}`;
  const chain = `lines:${ctx.chain.id}`;
  // The narrow limit first: what it refuses is not charged to the chain.
  work.assertLeft(network, ofNetwork);
  work.assertLeft(chain, ofChain);
  work.spend(network, ofNetwork, lines);
  work.spend(chain, ofChain, lines);
}
