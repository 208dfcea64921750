/**
 * Polish has three plural forms: 1 pozycja, 2 pozycje, 5 pozycji. Source: plural rules of pl in CLDR, for whole numbers.
 */
export function polishPlural(count: number, one: string, few: string, many: string): string {
  if (count === 1) return one;
  const tens = count % 100;
  const units = count % 10;
  return units >= 2 && units <= 4 && (tens < 12 || tens > 14) ? few : many;
}

export function englishPlural(count: number, one: string, many: string): string {
  return count === 1 ? one : many;
}

/** Keeps one-letter words (i, w, z, a…) on the line of the next word, as Polish typesetting requires. */
export function glue(text: string): string {
  const once = (given: string) => given.replace(/(^|[\s(„])([aiouwz]) /gi, '$1$2\u00a0');
  // Two in a row share the space between them: "a w domu".
  return once(once(text));
}

/** Applies `glue` to every sentence of a text object, those made by functions too. */
export function glued<Text>(text: Text): Text {
  if (typeof text === 'string') return glue(text) as Text;
  if (typeof text === 'function') return ((...facts: unknown[]) => glued(text(...facts))) as Text;
  if (typeof text !== 'object' || text === null) return text;
  if (Array.isArray(text)) return text.map(glued) as Text;
  return Object.fromEntries(Object.entries(text).map(([name, part]) => [name, glued(part)])) as Text;
}
