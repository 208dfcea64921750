import { createHash } from 'node:crypto';
import type { lockSealedCredentials } from '../../db/chains/ksefCredentials.ts';
import { usedCredential } from '../../domain/chains/ksefAccess.ts';
import type { Who } from '../../ksef/access.ts';
import { KsefFailure } from '../../ksef/client/failures.ts';
import type { Sealer } from '../sealing/sealer.ts';
import { openKeyPair, ownerOf } from './credentials.ts';

type Given = { tenantId: string; nip: string; credentials: Awaited<ReturnType<typeof lockSealedCredentials>> };

/** The chain's proof towards KSeF: its certificate, else its token. KsefFailure for a chain that has neither. */
export function identityOf(sealer: Sealer, { tenantId, nip, credentials }: Given): Who {
  const chosen = usedCredential(credentials);
  if (!chosen) throw new KsefFailure('signed_out', 'the chain has entered no access to KSeF');
  const secret = sealer.open(chosen.sealed, ownerOf(tenantId, chosen.kind));
  const key = `${tenantId} ${createHash('sha256').update(secret).digest('hex')}`;
  if (chosen.kind === 'token') return { key, identity: { nip, token: secret } };
  return { key, identity: { nip, certificate: openKeyPair(secret) } };
}
