export type Part<R> = {
  name: string;
  /** Names of parts that have to end before this one begins. */
  after?: string[];
  run(): Promise<R>;
};

export type Done<R> = { name: string; result: R; seconds: number };

/**
 * Runs all parts, `width` at a time, in their order as far as `after` allows. Results are in the order of the parts. Throws
 * when parts need an unknown part or each other.
 */
export async function runAll<R>(parts: readonly Part<R>[], width: number): Promise<Done<R>[]> {
  const waiting = [...parts];
  const running = new Map<string, Promise<void>>();
  const done = new Map<string, Done<R>>();
  const mayBegin = ({ after = [] }: Part<R>) => after.every((name) => done.has(name));

  async function runPart({ name, run }: Part<R>): Promise<void> {
    const begun = performance.now();
    const result = await run();
    done.set(name, { name, result, seconds: (performance.now() - begun) / 1000 });
    running.delete(name);
  }

  while (waiting.length > 0) {
    const next = running.size < width ? waiting.findIndex(mayBegin) : -1;
    const [part] = next < 0 ? [] : waiting.splice(next, 1);
    if (part) running.set(part.name, runPart(part));
    else if (running.size > 0) await Promise.race(running.values());
    else
      throw new Error(`these parts need an unknown part or each other: ${waiting.map(({ name }) => name).join(', ')}`);
  }
  await Promise.all(running.values());
  return parts.flatMap(({ name }) => done.get(name) ?? []);
}
