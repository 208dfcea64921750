/** Crockford base32: without I, L, O and U, which are easily misread on paper. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const dataLength = 12;
/** Separators between groups, and invisible characters that a copied text may contain. */
const separators = /[\s._\u00ad\u200b-\u200d\u2010-\u2015\u2060\u2212-]/g;
const link = /^(?:https?:\/\/)?[^/?#\s]+\/r\/([^/?#\s]+)\/?(?:[?#]\S*)?$/i;

/** The result of reading a typed or scanned text. `other` may be one of the chain's legacy codes. */
export type ReadReceiptCode =
  | { kind: 'code'; code: string }
  | { kind: 'mistyped'; code: string }
  | { kind: 'other'; text: string };

/**
 * 13 characters: 12 random ones (60 bits of the first 8 bytes) and a check character. RangeError for fewer than 8 bytes.
 */
export function makeReceiptCode(random: Uint8Array): string {
  if (random.length < 8) throw new RangeError('a receipt code needs 8 random bytes');
  let bits = random.subarray(0, 8).reduce((all, byte) => (all << 8n) | BigInt(byte), 0n);
  const values: number[] = [];
  while (values.length < dataLength) {
    values.push(Number(bits & 31n));
    bits >>= 5n;
  }
  return [...values, checkValue(values)].map((value) => alphabet.charAt(value)).join('');
}

/**
 * Reads a code as people enter it: lower case, spaces, dashes, dots, O for 0, I or L for 1, or the whole printed link.
 * `mistyped` has the shape of our code and a wrong check character: refuse it before any request unless the chain has
 * legacy codes.
 */
export function readReceiptCode(text: string): ReadReceiptCode {
  const given = unwrapLink(text.trim());
  const values = valuesOf(given);
  if (!values) return { kind: 'other', text: given };
  const code = values.map((value) => alphabet.charAt(value)).join('');
  return { kind: weightedSum(values) === 0 ? 'code' : 'mistyped', code };
}

/** Groups as printed under the QR: 4-4-5. A text that is not 13 characters long is returned unchanged. */
export function formatReceiptCode(code: string): string {
  return code.length === dataLength + 1 ? `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}` : code;
}

function unwrapLink(text: string): string {
  const segment = link.exec(text)?.[1];
  if (segment === undefined) return text;
  try {
    return decodeURIComponent(segment);
  } catch {
    // A malformed link is read as plain text; no receipt has such a code.
    return segment;
  }
}

function valuesOf(text: string): number[] | undefined {
  const bare = text.replace(separators, '').toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1');
  if (bare.length !== dataLength + 1) return undefined;
  const values = [...bare].map((character) => alphabet.indexOf(character));
  return values.includes(-1) ? undefined : values;
}

/**
 * The check value that makes Σ valueᵢ·gⁱ zero in GF(32), where g is a generator. The thirteen weights are distinct and
 * not zero, so one wrong character, or any two different characters swapped, always gives a sum that is not zero.
 */
function checkValue(data: readonly number[]): number {
  // The last weight is 1, so the check value is minus the sum of the other terms; in characteristic 2, minus is plus.
  return weightedSum([...data, 0]);
}

function weightedSum(values: readonly number[]): number {
  return values.reduce((total, value) => timesGenerator(total) ^ value, 0);
}

/** Multiplies by g = x in GF(2)[x] / (x⁵ + x² + 1), a primitive polynomial: g has order 31. */
function timesGenerator(value: number): number {
  const shifted = value << 1;
  return shifted & 32 ? shifted ^ 0b100101 : shifted;
}
