import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { forgetCodeStep, keepCodeStep, recallCodeStep } from './codeStep.ts';

const step = { email: 'anna@example.com', expiresAt: 1_000, resendAt: 500 };

beforeEach(() => {
  const stored = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
    removeItem: (key: string) => stored.delete(key),
  });
});
afterEach(() => vi.unstubAllGlobals());

it('the step is restored for its address, and when no address is known', () => {
  keepCodeStep(step);
  expect(recallCodeStep('anna@example.com', 999)).toEqual(step);
  expect(recallCodeStep('', 999)).toEqual(step);
});

it('another address, the end of the code and a changed e-mail remove the step', () => {
  keepCodeStep(step);
  expect(recallCodeStep('ewa@example.com', 999)).toBeUndefined();
  expect(recallCodeStep('anna@example.com', 1_000)).toBeUndefined();
  forgetCodeStep();
  expect(recallCodeStep('anna@example.com', 999)).toBeUndefined();
});

it('broken storage gives no step', () => {
  localStorage.setItem('efk.code', '{');
  expect(recallCodeStep('', 0)).toBeUndefined();
});
