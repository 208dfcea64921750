/** How a chain's site speaks: to its reader (`ty`), or stating facts. */
export type Voice = 'ty' | 'neutral';

/** Picks the wording for the chain's voice. */
export type Wording = (ty: string, neutral: string) => string;

export function wordingFor(voice: Voice): Wording {
  return (ty, neutral) => (voice === 'ty' ? ty : neutral);
}
