import { type Budget, day, hour, networkBudgets } from '../budgets/budget.ts';
import type { App } from '../context.ts';

type Finder = { app: App; network: string; shopperId?: string };

/**
 * Misses when looking for a receipt; a hit spends nothing. A shopper who is signed in spends her own, so nobody on her
 * network can use it up. Codes of 60 bits are never refused for the chain's budget: at 24,000 tries a day against
 * 5 million live codes one try hits in about ten million years.
 */
export function findBudgets(finder: Finder, codeKind: 'strong' | 'legacy'): Budget[] {
  const own = ownBudgets(finder);
  return codeKind === 'strong' ? own : [...own, chainBudget(finder)];
}

function ownBudgets({ app, network, shopperId }: Finder): Budget[] {
  if (shopperId === undefined) return networkBudgets(app, 'find', network, 30);
  return [{ subject: `find:shopper:${shopperId}`, limit: 30, windowSeconds: hour }];
}

// Legacy codes can be guessed, so all guesses of a day are limited. Strangers cannot use up the share of shoppers.
function chainBudget({ shopperId }: Finder): Budget {
  if (shopperId === undefined) return { subject: 'find:chain', limit: 24_000, windowSeconds: day };
  return { subject: 'find:chain:shoppers', limit: 6_000, windowSeconds: day };
}
