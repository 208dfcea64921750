export type Lru = {
  get(key: string, make: () => string): string;
  /** The text kept for the key. */
  find(key: string): string | undefined;
  keep(key: string, text: string): void;
};

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

  function find(key: string): string | undefined {
    const known = kept.get(key);
    if (known === undefined) return undefined;
    kept.delete(key);
    kept.set(key, known);
    return known;
  }

  function keep(key: string, text: string): void {
    characters += key.length + text.length;
    const replaced = kept.get(key);
    if (replaced !== undefined) characters -= key.length + replaced.length;
    kept.delete(key);
    kept.set(key, text);
    while (kept.size > limits.entries || characters > limits.characters) forgetOldest();
  }

  return {
    find,
    keep,
    get(key, make) {
      const known = find(key);
      if (known !== undefined) return known;
      const made = make();
      keep(key, made);
      return made;
    },
  };
}
