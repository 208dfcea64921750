import { ApiProblem } from '../../shared/api.ts';

/**
 * `cancelled`: the shopper closed the prompt or let it run out. `known`: this device has a passkey of the account.
 * `unable`: the browser or the device failed. `replaced`: a newer prompt of this page took its place.
 */
export type NoPasskeyReason = 'cancelled' | 'known' | 'unable' | 'replaced';

/** The browser gave no passkey. */
export class NoPasskey extends Error {
  readonly reason: NoPasskeyReason;

  constructor(reason: NoPasskeyReason) {
    super(reason);
    this.name = 'NoPasskey';
    this.reason = reason;
  }
}

// Source: Web Authentication Level 3, §§ 5.1.3 and 5.1.4. The library keeps these names.
const reasons: Record<string, NoPasskeyReason> = {
  AbortError: 'replaced',
  InvalidStateError: 'known',
  NotAllowedError: 'cancelled',
};

/** What the browser's own error means to the shopper. */
export function noPasskeyOf(failure: unknown): NoPasskey {
  return new NoPasskey((failure instanceof Error && reasons[failure.name]) || 'unable');
}

/** Why there is no passkey: the server's refusal or the browser's reason. */
export type PasskeyRefusal = ApiProblem | NoPasskeyReason;

/** Throws every other failure again. */
export function refusalOf(failure: unknown): PasskeyRefusal {
  if (failure instanceof ApiProblem) return failure;
  if (failure instanceof NoPasskey) return failure.reason;
  throw failure;
}
