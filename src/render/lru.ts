export type Lru = { get(key: string, make: () => string): string };

/** Caches texts by key. When a limit is exceeded, the least recently used texts are dropped. */
export function openLru(limits: { entries: number; characters: number }): Lru {
  const kept = new Map<string, string>();
  let characters = 0;

  function forgetOldest(): void {
    const [oldest] = kept;
    if (!oldest) return;
    kept.delete(oldest[0]);
    characters -= oldest[0].length + oldest[1].length;
  }

  return {
    get(key, make) {
      const known = kept.get(key);
      if (known !== undefined) {
        kept.delete(key);
        kept.set(key, known);
        return known;
      }
      const made = make();
      kept.set(key, made);
      characters += key.length + made.length;
      while (kept.size > limits.entries || characters > limits.characters) forgetOldest();
      return made;
    },
  };
}
