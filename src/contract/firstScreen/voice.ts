/** The form of address of a chain's site: personal (`ty`), or neutral. */
export type Voice = 'ty' | 'neutral';

/** Picks the wording for the chain's voice. */
export type Wording = (ty: string, neutral: string) => string;

export function wordingFor(voice: Voice): Wording {
  return (ty, neutral) => (voice === 'ty' ? ty : neutral);
}
