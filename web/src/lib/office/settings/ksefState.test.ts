import { describe, expect, it } from 'vitest';
import type { KsefCredentialOut, KsefOut } from '../../../../../src/contract/ksef/credentials.ts';
import { expiryOf, ksefState } from './ksefState.ts';

const now = new Date('2026-11-24T12:00:00Z');
const trial = { outcome: 'accepted', at: '2026-11-01T12:00:00Z' } as const;
const token: KsefCredentialOut = { kind: 'token', createdAt: trial.at, trial };
const certificate: KsefCredentialOut = { ...token, kind: 'certificate', validTo: '2026-12-24T12:00:00Z' };
const ksef = (over: Partial<KsefOut>): KsefOut => ({
  environment: 'production',
  sending: true,
  credentials: [token],
  ...over,
});

describe('the state of KSeF', () => {
  it.each([
    ['off', ksef({ environment: 'off', sending: false })],
    ['noAccess', ksef({ credentials: [], sending: false })],
    ['stopped', ksef({ sending: false })],
    ['expired', ksef({ credentials: [{ ...certificate, validTo: '2026-11-24T11:59:59Z' }, token] })],
    ['refused', ksef({ credentials: [{ ...token, trial: { ...trial, outcome: 'refused', words: 'Nie' } }] })],
    ['unreadable', ksef({ credentials: [{ ...token, trial: { ...trial, outcome: 'unreadable' } }] })],
    ['working', ksef({})],
  ] as const)('is %s', (state, given) => {
    expect(ksefState(given, now)).toBe(state);
  });

  it('is that of the certificate where the chain also has a token', () => {
    const refused = { ...token, trial: { ...trial, outcome: 'refused' as const } };
    expect(ksefState(ksef({ credentials: [certificate, refused] }), now)).toBe('working');
  });

  it('stays as it was while KSeF does not answer a test', () => {
    const silent = { ...token, trial: { ...trial, outcome: 'no_answer' as const } };
    expect(ksefState(ksef({ credentials: [silent] }), now)).toBe('working');
  });
});

describe('the end of a certificate', () => {
  it.each([
    [undefined, 'none', Number.POSITIVE_INFINITY],
    ['2026-12-25T12:00:00Z', 'none', 31],
    ['2026-12-24T12:00:00Z', 'notice', 30],
    ['2026-12-02T12:00:00Z', 'notice', 8],
    ['2026-12-01T12:00:00Z', 'alarm', 7],
    ['2026-11-24T12:00:01Z', 'alarm', 0],
    ['2026-11-24T11:59:59Z', 'expired', 0],
  ] as const)('%s is %s', (validTo, level, days) => {
    expect(expiryOf(validTo, now)).toEqual({ level, days });
  });
});
