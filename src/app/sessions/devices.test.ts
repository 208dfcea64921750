import { expect, it } from 'vitest';
import { deviceDays, isSameDevice, knownDevice, newDevice } from './devices.ts';

const app = { secret: 'a secret of at least thirty-two characters' };
const anna = { tenantId: crypto.randomUUID(), audience: 'shopper', email: 'anna@shopper.example' } as const;
const dayMs = 24 * 3600 * 1000;

it('a device is recognised for its own address, among other tokens, with the same id each time', () => {
  const tokens = [newDevice(app, { ...anna, email: 'ewa@shopper.example' }), newDevice(app, anna)];
  const id = knownDevice(app, anna, tokens);
  expect(id).toMatch(/^[\w-]{16}$/);
  expect(knownDevice(app, anna, [...tokens].reverse())).toBe(id);
  const renewed = newDevice(app, anna, { id: id ?? '' });
  expect([knownDevice(app, anna, [renewed]), isSameDevice(renewed, tokens[1] ?? '')]).toEqual([id, true]);
});

it('the tag covers every part of a token', () => {
  const parts = newDevice(app, anna).split('.');
  for (const [index, part] of parts.entries()) {
    const changed = parts.with(index, `${part.startsWith('g') ? 'h' : 'g'}${part.slice(1)}`).join('.');
    expect([changed, knownDevice(app, anna, [changed])]).toEqual([changed, undefined]);
  }
});

it.each([
  ['another chain', { ...anna, tenantId: crypto.randomUUID() }],
  ['another audience', { ...anna, audience: 'office' }],
  ['another address', { ...anna, email: 'ann@shopper.example' }],
] as const)('a device is unknown to %s', (_, other) => {
  expect(knownDevice(app, other, [newDevice(app, anna)])).toBeUndefined();
});

it('a device is recognised until it expires', () => {
  const now = Date.now();
  const token = newDevice(app, anna, { now });
  expect(knownDevice(app, anna, [token], now + deviceDays * dayMs)).toBeDefined();
  expect(knownDevice(app, anna, [token], now + (deviceDays + 1) * dayMs)).toBeUndefined();
});

it('a malformed token is no device', () => {
  for (const text of ['', '.', '..', 'a.b.c', 'a.'.repeat(5_000), '\0', newDevice(app, anna).slice(0, -1)])
    expect(knownDevice(app, anna, [text])).toBeUndefined();
});
