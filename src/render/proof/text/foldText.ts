const kept = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Nd}\u0021-\u007e]/u;
const alike: { [char: string]: string } = {
  '−': '-',
  '×': '*',
  '–': '-',
  '—': '-',
  '‐': '-',
  '‑': '-',
  '’': "'",
  '‘': "'",
  '„': '"',
  '”': '"',
  '“': '"',
};
const known = new Map<string, string>();

/**
 * A character for comparison. Case is dropped, as a heading may be set in capitals, and so are spaces, soft hyphens, direction
 * marks and the encoding of accents. Scripts other than Latin, Cyrillic and Greek fold to an empty text, in the view as in the
 * PDF: a PDF may store their characters in another order.
 */
export function foldChar(char: string): string {
  const cached = known.get(char);
  if (cached !== undefined) return cached;
  let folded = '';
  for (const part of (alike[char] ?? char).normalize('NFKD')) {
    const digit = digitOf(part);
    const plain = digit ?? alike[part] ?? part;
    if (kept.test(plain)) for (const upper of plain.toUpperCase()) folded += upper.toLowerCase();
  }
  if (known.size < 20_000) known.set(char, folded);
  return folded;
}

export function foldText(text: string): string {
  let folded = '';
  for (const char of text) folded += foldChar(char);
  return folded;
}

/** The ASCII digit for a decimal digit of any script. Unicode encodes the digits of a script as blocks of ten, from zero. */
function digitOf(char: string): string | undefined {
  if (!/\p{Nd}/u.test(char) || (char >= '0' && char <= '9')) return undefined;
  let zero = char.codePointAt(0) ?? 0;
  const value = zero;
  while (value - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((value - zero) % 10);
}
