import { generateRegistrationOptions, verifyRegistrationResponse } from '@simplewebauthn/server';
import { decodeAttestationObject, isoBase64URL } from '@simplewebauthn/server/helpers';
import type { NewPasskey, PasskeyCreation, PasskeyOut } from '../../contract/passkeys.ts';
import { insertPasskey, listPasskeys } from '../../db/people/passkeys.ts';
import { Problem } from '../../domain/problem.ts';
import { charge, day } from '../budgets/budget.ts';
import type { ShopperContext } from '../context.ts';
import { passkeyOut } from './list.ts';
import { newChallenge, relyingParty, timeoutMs, useUp, verified } from './relyingParty.ts';

/** What the browser needs to make a passkey for the shopper who is signed in. */
export async function passkeyCreation({ ctx }: { ctx: ShopperContext }): Promise<PasskeyCreation> {
  const { app, chain, shopper } = ctx;
  await charge(app, chain.id, [{ subject: `passkey:${shopper.id}`, limit: 20, windowSeconds: day }]);
  const { id: rpID, name: rpName } = relyingParty(ctx);
  const known = await app.db.withTenant({ role: 'shopper', tenantId: chain.id, shopperId: shopper.id }, listPasskeys);
  const challenge = await newChallenge(ctx, shopper.id);
  const options = await generateRegistrationOptions({
    ...{ rpID, rpName, userName: shopper.email, timeout: timeoutMs, attestationType: 'none' },
    challenge: isoBase64URL.toBuffer(challenge),
    userID: Uint8Array.from(userHandleOf(shopper.id)),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  return {
    challenge: options.challenge,
    rp: { id: rpID, name: rpName },
    user: options.user,
    pubKeyCredParams: options.pubKeyCredParams,
    timeout: timeoutMs,
    excludeCredentials: known.map(({ credentialId, transports }) => {
      return { id: credentialId.toString('base64url'), type: 'public-key', transports };
    }),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    attestation: 'none',
  };
}

/** The shopper's id in a passkey: 16 bytes that name nobody. */
export function userHandleOf(shopperId: string): Buffer {
  return Buffer.from(shopperId.replaceAll('-', ''), 'hex');
}

/** Keeps the passkey that the browser made. Throws session.passkey_refused. */
export async function addPasskey(call: {
  ctx: ShopperContext;
  input: NewPasskey & { challenge: string };
}): Promise<PasskeyOut> {
  const { ctx, input } = call;
  const { app, chain, shopper } = ctx;
  await useUp(ctx, input.challenge, shopper.id);
  const { id, clientDataJSON, attestationObject, transports = [] } = input.credential;
  assertUnattested(attestationObject);
  const { id: expectedRPID, origin: expectedOrigin } = relyingParty(ctx);
  const { registrationInfo } = await verified(
    verifyRegistrationResponse({
      ...{ expectedChallenge: input.challenge, expectedOrigin, expectedRPID, requireUserVerification: true },
      response: {
        ...{ id, rawId: id, type: 'public-key', clientExtensionResults: {} },
        response: { clientDataJSON, attestationObject },
      },
    }),
  );
  const credential = registrationInfo?.credential;
  if (!credential) throw new Problem('session.passkey_refused');
  const kept = await app.db.withTenant({ role: 'shopper', tenantId: chain.id, shopperId: shopper.id }, (tx) =>
    insertPasskey(tx, {
      shopperId: shopper.id,
      credentialId: Buffer.from(credential.id, 'base64url'),
      publicKey: Buffer.from(credential.publicKey),
      counter: credential.counter,
      transports,
      name: input.name,
    }),
  );
  if (!kept) throw new Problem('session.passkey_refused');
  return passkeyOut(kept);
}

/**
 * Refuses an attestation that carries certificates. None was asked for, and to check one the library would fetch the
 * revocation list at the address that the certificate names.
 */
function assertUnattested(attestationObject: string): void {
  if (formatOf(attestationObject) !== 'none') throw new Problem('session.passkey_refused');
}

function formatOf(attestationObject: string): string | undefined {
  try {
    return decodeAttestationObject(isoBase64URL.toBuffer(attestationObject)).get('fmt');
  } catch {
    // Anyone who is signed in can send any bytes.
    return undefined;
  }
}
