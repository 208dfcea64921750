/** The work's result, or the error that `late` makes when `limitMs` have passed first. The work itself goes on. */
export function within<T>(limitMs: number, work: Promise<T>, late: () => Error): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(late()), limitMs);
  return Promise.race([work, promise]).finally(() => clearTimeout(timer));
}
