/** The value that `share` percent of the samples do not exceed. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil((share / 100) * sorted.length) - 1)] ?? Number.NaN;
}

/** The quotient of two figures as text, such as "3.20 ×". */
export function ratio(value: number, baseline: number): string {
  return `${(value / baseline).toFixed(value / baseline < 10 ? 2 : 1)} ×`;
}

/** Calls `work` for every item, `atOnce` at a time. */
export async function inAll<T>(items: readonly T[], atOnce: number, work: (item: T) => Promise<void>): Promise<void> {
  const rest = items.values();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const item of rest) await work(item);
    }),
  );
}
