import { type ChainName, chainBySlug } from '../../db/chains.ts';
import type { App } from '../context.ts';

export type { ChainName };

// Long enough to spare a request its extra trip, short enough that nobody sees a suspended chain go on.
const freshMs = 1_000;

/** Turns a host's label into a chain; only chains that exist are remembered, and only for a second. */
export function chainResolver(app: Pick<App, 'db'>): (slug: string) => Promise<ChainName | undefined> {
  const known = new Map<string, { chain: ChainName; until: number }>();
  return async (slug) => {
    const hit = known.get(slug);
    if (hit && hit.until > performance.now()) return hit.chain;
    const chain = await app.db.withPlatform('door', (tx) => chainBySlug(tx, slug));
    known.delete(slug);
    if (chain) known.set(slug, { chain, until: performance.now() + freshMs });
    return chain;
  };
}
