const rules = { pl: new Intl.PluralRules('pl'), uk: new Intl.PluralRules('uk'), en: new Intl.PluralRules('en') };

/** A deadline is counted in days from this many days on. */
export const soon = 14;

/** Polish has three plural forms: 1 pozycja, 2 pozycje, 5 pozycji. */
export function polishPlural(count: number, one: string, few: string, many: string): string {
  return formOf(rules.pl.select(count), { one, few, many });
}

/** Ukrainian has three plural forms, and 21 takes the first: 1 позиція, 2 позиції, 5 позицій, 21 позиція. */
export function ukrainianPlural(count: number, one: string, few: string, many: string): string {
  return formOf(rules.uk.select(count), { one, few, many });
}

export function englishPlural(count: number, one: string, many: string): string {
  return formOf(rules.en.select(count), { one, few: many, many });
}

/** Fractions are "other" in Polish and Ukrainian, and take the genitive singular there; no screen counts fractions. */
function formOf(category: Intl.LDMLPluralRule, forms: { one: string; few: string; many: string }): string {
  if (category === 'one' || category === 'few') return forms[category];
  return forms.many;
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
