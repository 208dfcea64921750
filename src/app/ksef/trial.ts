import { ownChain } from '../../db/chains/chains.ts';
import {
  beginKsefTrial,
  endKsefTrial,
  listKsefCredentials,
  lockSealedCredentials,
} from '../../db/chains/ksefCredentials.ts';
import { enqueue } from '../../db/outbox.ts';
import { type KsefCredentialKind, type KsefTrialOutcome, usedCredential } from '../../domain/chains/ksefAccess.ts';
import { Problem } from '../../domain/problem.ts';
import type { Who } from '../../ksef/access.ts';
import { KsefFailure } from '../../ksef/client/failures.ts';
import { signIn } from '../../ksef/client/signIn.ts';
import type { OfficeContext } from '../context.ts';
import { enqueueNext } from '../outbox/afterCommit.ts';
import type { Job } from '../outbox/run.ts';
import { readerOf } from '../reader.ts';
import type { WorkerApp } from '../workerContext.ts';
import { chargeSignIn } from './credentials.ts';
import { identityOf } from './identity.ts';

type Sealed = Awaited<ReturnType<typeof lockSealedCredentials>>;
type Material = { kind: KsefCredentialKind; nip: string; credentials: Sealed };
type Trial = { outcome: KsefTrialOutcome; words?: string };

/**
 * Asks a worker to sign in to KSeF with the chain's stored access, which only a worker can read. The answer is stored with the
 * credential. Throws Problem: ksef.off, ksef.credential_not_found, rate.limited.
 */
export async function startKsefTrial({ ctx }: { ctx: OfficeContext }): Promise<void> {
  if (!ctx.app.ksef) throw new Problem('ksef.off');
  await chargeSignIn(ctx);
  const tenantId = ctx.chain.id;
  await ctx.app.db.withTenant(readerOf(ctx), async (tx) => {
    if (!usedCredential(await listKsefCredentials(tx))) throw new Problem('ksef.credential_not_found');
    // A chain has one access, so the chain is the subject: pressing twice asks once.
    await enqueue(tx, 'ksef_trial', [tenantId]);
  });
  await enqueueNext(ctx.app, { task: 'ksef_trial', tenantId });
}

export const ksefTrialJob: Job<Material, Trial> = {
  mostAttempts: 1,
  async begin(tx) {
    const [chain, credentials] = await Promise.all([ownChain(tx), lockSealedCredentials(tx)]);
    const kind = usedCredential(credentials)?.kind;
    if (!kind) return undefined;
    const isFirst = await beginKsefTrial(tx, kind);
    return { attempt: isFirst ? 1 : 2, material: { kind, nip: chain.seller.nip, credentials } };
  },
  work: tried,
  async complete(tx, { kind }, trial) {
    await endKsefTrial(tx, kind, trial);
    return undefined;
  },
  fail: (tx, { kind }) => endKsefTrial(tx, kind, { outcome: 'no_answer' }),
};

async function tried(app: WorkerApp, tenantId: string, { nip, credentials }: Material): Promise<Trial> {
  if (!app.ksef) return { outcome: 'no_answer' };
  let who: Who;
  try {
    who = identityOf(app.sealer, { tenantId, nip, credentials });
  } catch (error) {
    app.report(error, 'opening access to KSeF');
    return { outcome: 'unreadable' };
  }
  try {
    await signIn(app.ksef.api, who.identity);
    return { outcome: 'accepted' };
  } catch (error) {
    if (!(error instanceof KsefFailure)) throw error;
    const isRefused = error.kind === 'refused' || error.kind === 'signed_out';
    return isRefused ? { outcome: 'refused', words: error.message } : { outcome: 'no_answer' };
  }
}
