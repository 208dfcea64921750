import type {
  NewPasskey,
  PasskeyCreation,
  PasskeyOut,
  PasskeyProof,
  PasskeyRequest,
} from '../../../../../src/contract/passkeys.ts';
import type { Me } from '../../../../../src/contract/sessions.ts';
import { send } from '../../shared/api.ts';

/** The calls around passkeys, one function each. All throw ApiProblem. */

/** What the browser needs to sign in. The newest answer is the only one that counts. */
export function passkeyRequest(): Promise<PasskeyRequest> {
  return send('/auth/session/passkey-options', { method: 'POST' });
}

export function provePasskey(proof: PasskeyProof): Promise<Me> {
  return send('/auth/session/passkey', { method: 'POST', body: proof });
}

/** What the browser needs to make a passkey for the shopper who is signed in. */
export function passkeyCreation(): Promise<PasskeyCreation> {
  return send('/auth/passkeys/options', { method: 'POST' });
}

export function keepPasskey(passkey: NewPasskey): Promise<PasskeyOut> {
  return send('/auth/passkeys', { method: 'POST', body: passkey });
}

export async function listPasskeys(): Promise<PasskeyOut[]> {
  return (await send<{ items: PasskeyOut[] }>('/auth/passkeys')).items;
}

export function deletePasskey(id: string): Promise<void> {
  return send(`/auth/passkeys/${encodeURIComponent(id)}`, { method: 'DELETE' });
}
