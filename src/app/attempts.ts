/** After this many the document counts as failed until somebody asks again. */
export const renderAttempts = 5;
/** A mail server may be down for a day. */
export const deliveryAttempts = 9;

/** While an attempt runs the sweeper keeps its hands off; a worker that died is followed by another after this. */
export const attemptSeconds = 60;

/** Seconds until the next try: short first, for a hiccup; long later, for an outage. */
export function backoffSeconds(attempts: number): number {
  return [2, 10, 60, 300, 1_800, 7_200, 21_600, 43_200][attempts - 1] ?? 43_200;
}
