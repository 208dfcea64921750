import {
  browserSupportsWebAuthnAutofill,
  platformAuthenticatorIsAvailable,
  startAuthentication,
  startRegistration,
  WebAuthnAbortService,
} from '@simplewebauthn/browser';
import type {
  NewPasskey,
  PasskeyCreation,
  PasskeyProof,
  PasskeyRequest,
} from '../../../../../src/contract/passkeys.ts';
import { NoPasskey, noPasskeyOf } from './noPasskey.ts';

/** The browser's side of passkeys. The pages load this module with its library by `loadPasskeys`, after they are drawn. */

/** True when the device itself can keep a passkey: with a finger, a face or the code of its screen. */
export function canKeepPasskey(): Promise<boolean> {
  return platformAuthenticatorIsAvailable();
}

/** True when the browser can offer passkeys among the suggestions of a field. */
export function canSuggestPasskeys(): Promise<boolean> {
  return browserSupportsWebAuthnAutofill();
}

export type AskingWay = 'prompt' | 'suggestion';

/**
 * Asks for a passkey with the browser's prompt, or waits until one is picked among the suggestions of a field whose
 * `autocomplete` ends in `webauthn`. Throws NoPasskey.
 */
export async function askForPasskey(request: PasskeyRequest, way: AskingWay): Promise<PasskeyProof> {
  const asking = startAuthentication({ optionsJSON: request, useBrowserAutofill: way === 'suggestion' });
  const { id, response } = await asking.catch(fail);
  const { clientDataJSON, authenticatorData, signature, userHandle } = response;
  // A passkey always names its account; a security key of the older kind may not.
  if (userHandle === undefined) throw new NoPasskey('unable');
  return { id, clientDataJSON, authenticatorData, signature, userHandle };
}

/** Makes a passkey on this device. Throws NoPasskey. */
export async function makePasskey(creation: PasskeyCreation): Promise<NewPasskey['credential']> {
  type Options = Parameters<typeof startRegistration>[0]['optionsJSON'];
  const { id, response } = await startRegistration({ optionsJSON: creation as Options }).catch(fail);
  const { clientDataJSON, attestationObject, transports = [] } = response;
  return { id, clientDataJSON, attestationObject, transports };
}

/** Ends the prompt or the suggestions of this page. */
export function stopAsking(): void {
  WebAuthnAbortService.cancelCeremony();
}

function fail(failure: unknown): never {
  throw noPasskeyOf(failure);
}
