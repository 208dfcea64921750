import { describe, expect, it } from 'vitest';
import { poland } from '../countries/pl/poland.ts';
import { ksefModeOn, ksefStateOn } from './ksefState.ts';

// Domain rule 25: an invoice of Friday 2026-11-27.
const issueDate = '2026-11-27';
const lastDay = poland.fiscalChannel.handOverBy(issueDate);

describe('an invoice that is handed over', () => {
  it.each([
    ['2026-11-27', false, 'online'],
    ['2026-11-28', false, 'offline24'],
    ['2026-11-27', true, 'outage'],
    ['2026-11-30', true, 'outage'],
  ] as const)('on %s, after an outage: %s, has the mode %s', (today, wasOut, mode) => {
    expect(ksefModeOn(today, { issueDate, wasOut })).toBe(mode);
  });

  it.each([
    ['2026-11-30', 'waiting'],
    ['2026-12-01', 'late'],
  ] as const)('and has no number on %s is %s', (today, state) => {
    expect(lastDay).toBe('2026-11-30');
    expect(ksefStateOn(today, { state: 'queued', lastDay })).toBe(state);
    expect(ksefStateOn(today, { state: 'sent', lastDay })).toBe(state);
  });

  it.each(['accepted', 'rejected', 'failed'] as const)('and is %s stays so after its last day', (state) => {
    expect(ksefStateOn('2027-01-01', { state, lastDay })).toBe(state);
  });
});
