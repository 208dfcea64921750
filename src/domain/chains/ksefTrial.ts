/**
 * How a sign-in to KSeF with a chain's stored access ended: KSeF refused it, KSeF did not answer, or the stored access cannot
 * be opened with the keys of this installation.
 */
export const ksefTrialOutcomes = ['accepted', 'refused', 'no_answer', 'unreadable'] as const;

export type KsefTrialOutcome = (typeof ksefTrialOutcomes)[number];
