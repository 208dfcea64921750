import { keep, recall } from '../../shared/device.ts';

const name = 'efk.passkey';
const has = 'has';
const declined = 'declined';

/** True when this device made a passkey for this site or signed in with one. */
export function hasPasskey(): boolean {
  return recall(name) === has;
}

export function rememberPasskey(): void {
  keep(name, has);
}

export function declinePasskey(): void {
  keep(name, declined);
}

/**
 * Whether to offer a passkey on the page of this invoice. It is offered on one page only: a reload offers it again, the
 * next invoice does not.
 */
export function mayOfferPasskey(invoiceId: string): boolean {
  const known = recall(name);
  return known === undefined || known === invoiceId;
}

/** From now on only the page of this invoice offers a passkey. */
export function rememberOffer(invoiceId: string): void {
  keep(name, invoiceId);
}
