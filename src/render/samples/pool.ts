/** Printed values of one sample, none of which contains another. So each text that is read back matches one value only. */
export type Pool = {
  /**
   * Calls `make` until none of the values contains an earlier one or is contained in it, and keeps the values. Equal values of
   * one result count once.
   */
  draw<T>(make: () => T, valuesOf: (made: T) => readonly string[]): T;
};

// Some values never fit, such as a number of format "{n}" beside five hundred amounts. Then the last attempt is used.
const attempts = 200;

/** `given` are fixed values that drawn ones must neither contain nor be contained in. */
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

/** A text for comparison, without spaces and case: words wrap, and headings may be set in capitals. */
export function squeezed(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\u00ad]/g, '')
    .toLowerCase();
}
