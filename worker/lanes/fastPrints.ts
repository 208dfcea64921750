export type FastPrints = {
  /** Records the duration of one print with this page. */
  note(key: string, tookMs: number): void;
  /** Whether at least the last ten prints with this page were fast. */
  has(key: string): boolean;
};

const printsNeeded = 10;
const fastMs = 1_000;
const keptKeys = 500;

/** Counts consecutive fast prints by page. A new layout and a slow print start at zero. */
export function openFastPrints(): FastPrints {
  const fastInARow = new Map<string, number>();
  return {
    note(key, tookMs) {
      const count = tookMs < fastMs ? (fastInARow.get(key) ?? 0) + 1 : 0;
      fastInARow.delete(key);
      fastInARow.set(key, Math.min(count, printsNeeded));
      const [oldest] = fastInARow.keys();
      if (fastInARow.size > keptKeys && oldest !== undefined) fastInARow.delete(oldest);
    },
    has: (key) => (fastInARow.get(key) ?? 0) >= printsNeeded,
  };
}
