/** Printed values of one sample, none of which contains another: a reader then knows which of them it has found. */
export type Pool = {
  /** Makes something until its values fit beside those before, and keeps the values. Equal values of one thing count once. */
  draw<T>(make: () => T, valuesOf: (made: T) => readonly string[]): T;
};

// A format that leaves no room ("{n}" beside five hundred amounts) gets the last attempt.
const attempts = 200;

/** `given` are values that are not ours to draw. */
export function openPool(given: readonly string[]): Pool {
  const taken: string[] = given.map(squeezed);
  const fits = (value: string, among: readonly string[]) =>
    !among.some((other) => other.includes(value) || value.includes(other));
  return {
    draw(make, valuesOf) {
      let made = make();
      let values = distinct(valuesOf(made));
      const isFree = () => values.every((value, index) => fits(value, taken) && fits(value, values.slice(0, index)));
      for (let attempt = 1; attempt < attempts && !isFree(); attempt++) {
        made = make();
        values = distinct(valuesOf(made));
      }
      taken.push(...values);
      return made;
    },
  };
}

const distinct = (values: readonly string[]) => [...new Set(values.map(squeezed).filter((value) => value !== ''))];

/** As a reader compares: words wrap and headings are set in capitals, so neither spaces nor case count. */
export function squeezed(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\u00ad]/g, '')
    .toLowerCase();
}
