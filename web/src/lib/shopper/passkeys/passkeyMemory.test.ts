import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { declinePasskey, hasPasskey, mayOfferPasskey, rememberOffer, rememberPasskey } from './passkeyMemory.ts';

beforeEach(() => {
  const stored = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
  });
});
afterEach(() => vi.unstubAllGlobals());

it('a new device may be offered a passkey, and has none', () => {
  expect([mayOfferPasskey('a'), hasPasskey()]).toEqual([true, false]);
});

it('the offer stays on the page of its invoice', () => {
  rememberOffer('a');
  expect([mayOfferPasskey('a'), mayOfferPasskey('b'), hasPasskey()]).toEqual([true, false, false]);
});

it('whoever said "not now" is not asked again', () => {
  rememberOffer('a');
  declinePasskey();
  expect([mayOfferPasskey('a'), hasPasskey()]).toEqual([false, false]);
});

it('a device with a passkey is offered none, and offers to sign in with it', () => {
  rememberPasskey();
  expect([mayOfferPasskey('a'), hasPasskey()]).toEqual([false, true]);
});
