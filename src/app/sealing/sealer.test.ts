import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openSealer } from './sealer.ts';

const [first, second] = [randomBytes(32).toString('hex'), randomBytes(32).toString('hex')];
const owner = { tenantId: 'chain-a', purpose: 'ksef token' };

describe('a sealed text', () => {
  it('is not opened for another chain or purpose, by another key, or after a change of any byte', () => {
    const sealer = openSealer([first]);
    const sealed = sealer.seal('tajny żeton', owner);
    expect(sealer.open(sealed, owner)).toBe('tajny żeton');
    expect(() => sealer.open(sealed, { ...owner, tenantId: 'chain-b' })).toThrow();
    expect(() => sealer.open(sealed, { ...owner, purpose: 'ksef certificate' })).toThrow();
    expect(() => openSealer([second]).open(sealed, owner)).toThrow('no configured key');
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => sealer.open(changed, owner), `byte ${at}`).toThrow();
    }
    for (const short of [Buffer.alloc(0), sealed.subarray(0, 20)]) expect(() => sealer.open(short, owner)).toThrow();
  });

  it('has other bytes each time and nothing of the text', () => {
    const sealer = openSealer([first]);
    const sealed = sealer.seal('secret', owner);
    expect(sealer.seal('secret', owner)).not.toEqual(sealed);
    expect(sealed.toString('latin1')).not.toContain('secret');
  });

  it('of an older key is opened while the key is configured, and is not current', () => {
    const sealed = openSealer([first]).seal('secret', owner);
    const rotated = openSealer([second, first]);
    expect(rotated.open(sealed, owner)).toBe('secret');
    expect(rotated.isCurrent(sealed)).toBe(false);
    expect(rotated.isCurrent(rotated.seal('secret', owner))).toBe(true);
  });
});

it('a sealer without a key opens, and fails when it is used', () => {
  const sealer = openSealer([]);
  expect(() => sealer.seal('secret', { tenantId: 'chain', purpose: 'ksef' })).toThrow('SECRETS_KEY is missing');
});
