/** As many characters as a field takes, made of texts of its kind; the last one is cut. */
export function fullText(length: number, next: () => string): string {
  let text = next();
  while (text.length <= length) text += `, ${next()}`;
  const cut = text.slice(0, length);
  return cut.endsWith(' ') ? `${cut.slice(0, -1)}x` : cut;
}

/** An unbroken code: letters and digits as far as the field goes. */
export function fullCode(length: number, digit: () => number): string {
  return Array.from({ length }, (_, index) => (index < 3 ? 'ABC'[index] : String(digit()))).join('');
}
