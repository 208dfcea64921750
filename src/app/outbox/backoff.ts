/** Why a job failed that never reported a failure itself. */
export const usedUp = 'attempts used up';

/** While an attempt runs, the sweeper leaves its entry alone; after a worker that died another one follows in this time. */
export const attemptSeconds = 60;

/** Seconds until the next try: short first, for a hiccup; long later, for an outage. */
export function backoffSeconds(attempt: number): number {
  return [2, 10, 60, 300, 1_800, 7_200, 21_600, 43_200][attempt - 1] ?? 43_200;
}
