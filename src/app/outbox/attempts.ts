import type { Task } from '../../domain/task.ts';

/**
 * Attempts that a job may begin. Each is counted in the transaction that takes the job up, so that one which kills its worker
 * counts too; the job that would be one too many is given up before it does anything.
 */
export const mostAttempts: Record<Task, number> = {
  // After these the document counts as failed until somebody asks again.
  render: 5,
  // A mail server may be down for a day.
  deliver: 9,
  // Its author is watching. The second is for a worker that was killed by something else.
  preview: 2,
};

/** Why a job was given up that never came to report a failure itself. */
export const usedUp = 'attempts used up';

/** While an attempt runs the sweeper keeps its hands off; a worker that died is followed by another after this. */
export const attemptSeconds = 60;

/** Seconds until the next try: short first, for a hiccup; long later, for an outage. */
export function backoffSeconds(attempts: number): number {
  return [2, 10, 60, 300, 1_800, 7_200, 21_600, 43_200][attempts - 1] ?? 43_200;
}
