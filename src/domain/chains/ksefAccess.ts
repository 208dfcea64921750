/**
 * How a sign-in to KSeF with a chain's stored access ended: KSeF refused it, KSeF did not answer, or the stored access cannot
 * be opened with the keys of this installation.
 */
export const ksefTrialOutcomes = ['accepted', 'refused', 'no_answer', 'unreadable'] as const;

/** What a chain can enter: two ways to sign in, and a certificate of type Offline, which only signs the code KOD II. */
export const ksefCredentialKinds = ['token', 'certificate', 'offline'] as const;

export type KsefCredentialKind = (typeof ksefCredentialKinds)[number];

export type KsefTrialOutcome = (typeof ksefTrialOutcomes)[number];

/** The credential with which a chain signs in to KSeF: its certificate, else its token. */
export function usedCredential<Credential extends { kind: string }>(
  credentials: readonly Credential[],
): Credential | undefined {
  return credentials.find(({ kind }) => kind === 'certificate') ?? credentials.find(({ kind }) => kind === 'token');
}
