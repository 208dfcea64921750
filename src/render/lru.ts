export type Lru<T> = { get(key: string, make: () => T): T };

/** Keeps what was made for the latest keys; forgets the least recently used past either limit. */
export function openLru<T extends string>(limits: { entries: number; characters: number }): Lru<T> {
  const kept = new Map<string, T>();
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
