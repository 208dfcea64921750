import { type ChainName, chainBySlug } from '../../db/chains/chains.ts';
import type { App } from '../context.ts';

export type { ChainName };

/** Finds the chain of a host's label. The result may be up to one second old; `forget` empties the cache. */
export type ChainResolver = { resolve(slug: string): Promise<ChainName | undefined>; forget(): void };

// Long enough to save a query for most requests, short enough for changes by another process.
const freshMs = 1_000;

/** Caches only chains that exist. */
export function chainResolver(app: Pick<App, 'db'>): ChainResolver {
  const known = new Map<string, { chain: ChainName; until: number }>();
  return {
    async resolve(slug) {
      const hit = known.get(slug);
      if (hit && hit.until > performance.now()) return hit.chain;
      const chain = await app.db.withPlatform('door', (tx) => chainBySlug(tx, slug));
      known.delete(slug);
      if (chain) known.set(slug, { chain, until: performance.now() + freshMs });
      return chain;
    },
    forget: () => known.clear(),
  };
}
