/** How a chain's site speaks: to its reader (`ty`), or stating facts. */
export type Voice = 'ty' | 'neutral';

/** Picks the wording for the chain's voice. */
export type Say = (ty: string, neutral: string) => string;

export function sayIn(voice: Voice): Say {
  return (ty, neutral) => (voice === 'ty' ? ty : neutral);
}
