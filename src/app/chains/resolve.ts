import { type ChainName, chainBySlug } from '../../db/chains/chains.ts';
import type { App } from '../context.ts';

export type { ChainName };

/** Turns a host's label into a chain; what was read may be up to a second old, until it is told to forget. */
export type ChainResolver = { resolve(slug: string): Promise<ChainName | undefined>; forget(): void };

// Long enough to spare a request its extra trip, short enough for what another process changed.
const freshMs = 1_000;

/** Only chains that exist are remembered. */
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
