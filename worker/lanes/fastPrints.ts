export type FastPrints = {
  /** What one print with this page took. */
  note(key: string, tookMs: number): void;
  /** Whether the last prints with this page were all fast. */
  has(key: string): boolean;
};

const printsNeeded = 10;
const fastMs = 1_000;
const keptKeys = 500;

/** Counts the fast prints in a row of each printing page; a new layout, or a slow print, begins at none. */
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
