import { everyChainId } from '../../db/chains/chains.ts';
import { lockSealedCredentials, resealCredential } from '../../db/chains/ksefCredentials.ts';
import type { Database } from '../../db/tenancy.ts';
import type { Sealer } from '../sealing/sealer.ts';
import { ownerOf } from './credentials.ts';

/** Seals with the first key what an older key has sealed, in every chain. Gives the number of secrets that were changed. */
export async function resealAll({ db, sealer }: { db: Database; sealer: Sealer }): Promise<number> {
  let changed = 0;
  for (const tenantId of await db.withPlatform('sweeper', everyChainId)) {
    changed += await db.withTenant({ role: 'worker', tenantId }, async (tx) => {
      const old = (await lockSealedCredentials(tx)).filter(({ sealed }) => !sealer.isCurrent(sealed));
      for (const { kind, sealed } of old) {
        const owner = ownerOf(tenantId, kind);
        await resealCredential(tx, kind, sealer.seal(sealer.open(sealed, owner), owner));
      }
      return old.length;
    });
  }
  return changed;
}
