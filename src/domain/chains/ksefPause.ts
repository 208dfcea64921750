/**
 * Why nothing of a chain is sent to KSeF for a while: KSeF did not answer, KSeF's limit of calls is reached, or KSeF did not accept
 * the chain's access.
 */
export const ksefPauseReasons = ['unreachable', 'busy', 'signed_out'] as const;

export type KsefPauseReason = (typeof ksefPauseReasons)[number];
