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
 * A character as it is compared: without case (a heading may be set in capitals), accents' encoding, spaces, soft hyphens
 * and direction marks. Characters of scripts that a PDF spells in an order of its own fold to nothing, on both sides.
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

/** A decimal digit of any script as its ASCII digit: digits of a script stand in blocks of ten, from zero. */
function digitOf(char: string): string | undefined {
  if (!/\p{Nd}/u.test(char) || (char >= '0' && char <= '9')) return undefined;
  let zero = char.codePointAt(0) ?? 0;
  const value = zero;
  while (value - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((value - zero) % 10);
}
