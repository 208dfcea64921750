import { TooManyRequests } from '../http/errors.ts';
import type { Limits, Operation } from '../openApi/document.ts';

/** `production` is what the document says, `test` ten times as much, as in the test environment. */
export type LimitSetting = 'production' | 'test' | 'off';
export type RateLimits = { setting: LimitSetting; hit: (operation: Operation, caller: string, now: number) => void };

const windows = [
  { key: 'perSecond', ms: 1_000, text: 'żądań na sekundę' },
  { key: 'perMinute', ms: 60_000, text: 'żądań na minutę' },
  { key: 'perHour', ms: 3_600_000, text: 'żądań na godzinę' },
] as const;

/** Counts requests of a caller (a context and an address) in sliding windows. Refused requests do not count. Source: limity-api.md. */
export function rateLimits(setting: LimitSetting): RateLimits {
  const times = new Map<string, number[]>();
  const limits: RateLimits = {
    setting,
    hit: (operation, caller, now) => {
      if (limits.setting === 'off') return;
      const key = JSON.stringify([operation.limitGroup, caller]);
      const recent = (times.get(key) ?? []).filter((time) => now - time < 3_600_000);
      refuseTooMany(recent, operation.limits, limits.setting === 'test' ? 10 : 1, now);
      times.set(key, [...recent, now]);
    },
  };
  return limits;
}

/** Throws TooManyRequests until the oldest request leaves the window that is full. */
function refuseTooMany(recent: readonly number[], limits: Limits, factor: number, now: number): void {
  for (const { key, ms, text } of windows) {
    const most = (limits[key] ?? Number.POSITIVE_INFINITY) * factor;
    const inWindow = recent.filter((time) => now - time < ms);
    const oldest = inWindow[inWindow.length - most];
    if (oldest !== undefined) throw new TooManyRequests(`${most} ${text}`, Math.ceil((oldest + ms - now) / 1000));
  }
}
