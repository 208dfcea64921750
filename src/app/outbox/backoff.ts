/** The error of a job whose attempts all ended without a report. */
export const usedUp = 'attempts used up';

/** During an attempt the sweeper skips its entry. After a worker crashed, the next attempt begins within this time. */
export const attemptSeconds = 60;

/** Seconds until the next attempt: few at first, for short faults; more later, for outages. */
export function backoffSeconds(attempt: number): number {
  return [2, 10, 60, 300, 1_800, 7_200, 21_600, 43_200][attempt - 1] ?? 43_200;
}
