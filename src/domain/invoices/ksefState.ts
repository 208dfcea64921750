/**
 * How an invoice reaches the tax office's system.
 * - `online`: on the day of its issue.
 * - `offline24`: after that day, up to the next business day.
 * - `outage`: later than it was ready, because the system did not answer.
 * Source: CIRFMF/ksef-docs tryby-offline.md; art. 106nda, 106nh.
 */
export const ksefModes = ['online', 'offline24', 'outage'] as const;
export type KsefMode = (typeof ksefModes)[number];

/**
 * - `waiting`: the system has not decided, and there is time.
 * - `late`: the same, after the last day for handing the invoice over.
 * - `accepted`: it has its number.
 * - `rejected`: the system refused it.
 * - `failed`: all attempts failed; it can be sent again.
 */
export const ksefStates = ['waiting', 'late', 'accepted', 'rejected', 'failed'] as const;
export type KsefState = (typeof ksefStates)[number];

/** The mode of an invoice that is handed over today. `wasOut`: an earlier attempt met a system that did not answer. */
export function ksefModeOn(today: string, invoice: { issueDate: string; wasOut: boolean }): KsefMode {
  if (invoice.wasOut) return 'outage';
  return today > invoice.issueDate ? 'offline24' : 'online';
}

/** What people see of a stored state. `lastDay`: the last day for handing the invoice over. */
export function ksefStateOn(
  today: string,
  { state, lastDay }: { state: 'queued' | 'sent' | 'accepted' | 'rejected' | 'failed'; lastDay: string },
): KsefState {
  if (state !== 'queued' && state !== 'sent') return state;
  return today > lastDay ? 'late' : 'waiting';
}
