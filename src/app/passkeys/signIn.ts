import { verifyAuthenticationResponse } from '@simplewebauthn/server';
import type { PasskeyProof, PasskeyRequest } from '../../contract/passkeys.ts';
import { markPasskeyUsed, passkeyByCredential } from '../../db/people/passkeys.ts';
import { openSession } from '../../db/people/sessions.ts';
import { emailOfShopper } from '../../db/people/shoppers.ts';
import { Problem } from '../../domain/problem.ts';
import { charge, networkBudgets, refund } from '../budgets/budget.ts';
import type { SiteContext } from '../context.ts';
import { sameBytes } from '../passwords/secrets.ts';
import { type SignedIn, shopperSessionDays } from '../sessions/signIn.ts';
import { callerOf, deviceFor } from '../sessions/signInBudgets.ts';
import { userHandleOf } from './add.ts';
import { newChallenge, relyingParty, timeoutMs, useUp, verified } from './relyingParty.ts';

/** What the browser needs to prove itself with a passkey of this host; names no person and no credential. */
export async function passkeyRequest({ ctx }: { ctx: SiteContext }): Promise<PasskeyRequest> {
  const { app, chain, network } = ctx;
  await charge(app, chain.id, networkBudgets(app, 'passkey', network, 600));
  const challenge = await newChallenge(ctx, null);
  return { challenge, rpId: relyingParty(ctx).id, timeout: timeoutMs, userVerification: 'required' };
}

/** Opens a session for the owner of the passkey. Throws session.passkey_refused for everything that does not fit. */
export async function signInWithPasskey(call: {
  ctx: SiteContext;
  input: PasskeyProof & { challenge: string };
}): Promise<SignedIn> {
  const { ctx, input } = call;
  const { app, chain } = ctx;
  const door = { role: 'door', tenantId: chain.id } as const;
  const charged = await charge(app, chain.id, networkBudgets(app, 'passkeyTry', ctx.network, 100));
  await useUp(ctx, input.challenge, null);
  const passkey = await app.db.withTenant(door, (tx) => passkeyByCredential(tx, Buffer.from(input.id, 'base64url')));
  if (!passkey || !sameBytes(userHandleOf(passkey.shopperId), Buffer.from(input.userHandle, 'base64url')))
    throw new Problem('session.passkey_refused');
  const { id: expectedRPID, origin: expectedOrigin } = relyingParty(ctx);
  const { id, clientDataJSON, authenticatorData, signature, userHandle } = input;
  const { authenticationInfo } = await verified(
    verifyAuthenticationResponse({
      ...{ expectedChallenge: input.challenge, expectedOrigin, expectedRPID, requireUserVerification: true },
      response: {
        ...{ id, rawId: id, type: 'public-key', clientExtensionResults: {} },
        response: { clientDataJSON, authenticatorData, signature, userHandle },
      },
      credential: { id, publicKey: Uint8Array.from(passkey.publicKey), counter: passkey.counter },
    }),
  );
  await refund(app, charged);
  return app.db.withTenant(door, async (tx) => {
    // A counter that does not rise tells of a copied key.
    if (!(await markPasskeyUsed(tx, { id: passkey.id, counter: authenticationInfo.newCounter })))
      throw new Problem('session.passkey_refused');
    const shopperId = passkey.shopperId;
    const email = await emailOfShopper(tx, shopperId);
    const sessionId = await openSession(tx, { shopperId, days: shopperSessionDays, browser: ctx.browser });
    const whose = { tenantId: chain.id, audience: 'shopper', email } as const;
    return { sessionId, shopper: { id: shopperId, email }, device: deviceFor(app, whose, callerOf(ctx, whose)) };
  });
}
