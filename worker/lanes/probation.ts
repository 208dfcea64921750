export type Probation = {
  /** Remembers that the chain's work has just run into a limit. */
  add(chain: string): void;
  has(chain: string): boolean;
};

/** Chains whose work ran into a limit not long ago. */
export function openProbation(lastsMs: number): Probation {
  const until = new Map<string, number>();
  return {
    add(chain) {
      until.set(chain, performance.now() + lastsMs);
    },
    has(chain) {
      const end = until.get(chain);
      if (end === undefined) return false;
      if (performance.now() < end) return true;
      until.delete(chain);
      return false;
    },
  };
}
