export type Rests = {
  /** Does a part of the chain's work; `began` is called when it has waited for its turn. */
  timed<T>(tenantId: string, longMs: number, work: (began: () => void) => Promise<T>): Promise<T>;
  /** Seconds until the chain's next job, rounded up; 0 when it need not wait. */
  secondsLeft(tenantId: string): number;
};

/**
 * A chain whose work took longer than it ever should rests for twice as long. One layout that runs into every limit would
 * otherwise hold all cores, and the invoices of all chains behind it.
 */
export function openRests(): Rests {
  const until = new Map<string, number>();
  return {
    async timed(tenantId, longMs, work) {
      let begun: number | undefined;
      try {
        return await work(() => {
          begun = performance.now();
        });
      } finally {
        const end = performance.now();
        const took = end - (begun ?? end);
        if (took > longMs) until.set(tenantId, end + 2 * took);
      }
    },
    secondsLeft(tenantId) {
      const leftMs = (until.get(tenantId) ?? 0) - performance.now();
      if (leftMs <= 0) until.delete(tenantId);
      return Math.max(0, Math.ceil(leftMs / 1_000));
    },
  };
}
