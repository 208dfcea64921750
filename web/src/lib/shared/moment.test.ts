import { expect, test } from 'vitest';
import { dayOf, timeOf } from './moment.ts';

test('an instant late in the evening belongs to the next day in Poland', () => {
  expect(dayOf('2026-11-24T23:30:00Z')).toBe('2026-11-25');
  expect(timeOf('2026-11-24T23:30:00Z')).toBe('00:30');
});
