/** A text of exactly `length` characters: texts from `next`, joined by commas and cut at the end. */
export function fullText(length: number, next: () => string): string {
  let text = next();
  while (text.length <= length) text += `, ${next()}`;
  const cut = text.slice(0, length);
  return cut.endsWith(' ') ? `${cut.slice(0, -1)}x` : cut;
}

/** A code of exactly `length` characters without a space: ABC and then digits. */
export function fullCode(length: number, digit: () => number): string {
  return Array.from({ length }, (_, index) => (index < 3 ? 'ABC'[index] : String(digit()))).join('');
}
