export type Follower<T> = { read: (value: T) => void; failed: (error: unknown) => void };
type Subscribe = (changed: () => void) => () => void;
type Watch<T> = { followers: Set<Follower<T>>; last: { value: T } | undefined; wake: () => void };

/**
 * One reading per change for all followers of a source. A notification can be lost with its connection, so everything is
 * also read again every `lookAgainMs`. The key contains the reader: a reader must not get what another may see.
 */
export function sharedReads<T>(lookAgainMs: number) {
  const watches = new Map<string, Watch<T>>();

  /** Calls back with the last reading, or with a first one, and with later ones until the returned function is called. */
  return function follow(
    { key, load, subscribe }: { key: string; load: () => Promise<T>; subscribe: Subscribe },
    follower: Follower<T>,
  ): () => void {
    const known = watches.get(key);
    const watch = known ?? { followers: new Set(), last: undefined, wake: () => {} };
    watch.followers.add(follower);
    if (watch.last) follower.read(watch.last.value);
    if (!known) {
      watches.set(key, watch);
      void keepReading(key, watch, load, subscribe);
    }
    return () => {
      watch.followers.delete(follower);
      if (watch.followers.size === 0) watch.wake();
    };
  };

  async function keepReading(
    key: string,
    watch: Watch<T>,
    load: () => Promise<T>,
    subscribe: Subscribe,
  ): Promise<void> {
    let changes = 0;
    // Set before the first reading, so that no change is missed between the two.
    const forget = subscribe(() => {
      changes += 1;
      watch.wake();
    });
    try {
      while (watch.followers.size > 0) {
        const before = changes;
        const value = await load();
        watch.last = { value };
        for (const follower of [...watch.followers]) follower.read(value);
        if (changes === before && watch.followers.size > 0) await untilWoken(watch, lookAgainMs);
      }
    } catch (error) {
      for (const follower of [...watch.followers]) follower.failed(error);
      watch.followers.clear();
    } finally {
      // Removed in the same turn as the last follower, so the next follower starts anew.
      watches.delete(key);
      forget();
    }
  }
}

function untilWoken(watch: { wake: () => void }, mostMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, mostMs);
    timer.unref();
    watch.wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });
}
