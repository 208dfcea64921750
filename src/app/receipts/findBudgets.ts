import { type Budget, day, hour, networkBudgets } from '../budgets/budget.ts';
import type { App } from '../context.ts';

type Finder = { app: App; network: string; shopperId?: string };

/**
 * Budgets for misses when looking for a receipt; a hit spends nothing. A signed-in shopper has her own budget, so others
 * on her network cannot use it up. Codes of 60 bits are never refused by the chain's budget: at 24,000 guesses a day
 * against 5 million valid codes, one guess hits in about ten million years.
 */
export function findBudgets(finder: Finder, codeKind: 'strong' | 'legacy'): Budget[] {
  const own = ownBudgets(finder);
  return codeKind === 'strong' ? own : [...own, chainBudget(finder)];
}

function ownBudgets({ app, network, shopperId }: Finder): Budget[] {
  if (shopperId === undefined) return networkBudgets(app, 'find', network, 30);
  return [{ subject: `find:shopper:${shopperId}`, limit: 30, windowSeconds: hour }];
}

// Legacy codes can be guessed, so all guesses of a day are limited. Anonymous callers cannot use up the share of
// shoppers.
function chainBudget({ shopperId }: Finder): Budget {
  if (shopperId === undefined) return { subject: 'find:chain', limit: 24_000, windowSeconds: day };
  return { subject: 'find:chain:shoppers', limit: 6_000, windowSeconds: day };
}
