/**
 * What a text of FA(3) must not hold: characters that XML 1.0 forbids, those that KSeF refuses as discouraged, unpaired
 * surrogates, and marks that change the direction of writing and would show a name in another order than it has.
 * Source: XML 1.0 § 2.2; CIRFMF/ksef-docs faktury/weryfikacja-faktury.md.
 */
const refused = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
/** Spaces that `xsd:token` collapses, and the line separators of Unicode. */
const spaces = /[\t\n\r \u0085\u2028\u2029]+/gu;
/** Stands where the schema requires a text and nothing printable is left of it. */
const nothing = '-';

/** The text of an element with at most so many characters (`TZnakowy` 256, `TZnakowy512` 512); no character is cut in two. */
export function textOf(text: string, mostCharacters: number): string {
  const clean = text.replace(spaces, ' ').replace(refused, '').replace(/ +/g, ' ').trim();
  // UTF-16 units are never fewer than characters, so a short text needs no array.
  const cut = clean.length <= mostCharacters ? clean : [...clean].slice(0, mostCharacters).join('').trim();
  return cut || nothing;
}

export const text256 = (text: string) => textOf(text, 256);
export const text512 = (text: string) => textOf(text, 512);
