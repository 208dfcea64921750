import { readReceiptCode } from '../../../../../src/domain/receipts/receiptCode.ts';

/**
 * Groups a code as it is printed (`groups`, such as 4-4-5) while it is typed, and returns the new place of the caret:
 * behind the same character as before. A pasted link becomes its code at once. A text that is longer than our codes, or
 * has other characters, may be a legacy code and stays as typed.
 */
export function groupCode(typed: string, caret: number, groups: readonly number[]): { text: string; caret: number } {
  const boundaries = groups.map((_, index) => groups.slice(0, index + 1).reduce((total, size) => total + size, 0));
  const length = boundaries.at(-1) ?? 0;
  const inner = boundaries.slice(0, -1);
  const read = readReceiptCode(typed);
  if (/[/:]/.test(typed) && read.kind !== 'other') {
    const text = grouped(read.code, inner);
    return { text, caret: text.length };
  }
  const bare = strip(typed);
  if (bare.length > length || /[^0-9A-Z]/.test(bare)) return { text: typed, caret };
  const before = strip(typed.slice(0, caret)).length;
  return { text: grouped(bare, inner), caret: before + inner.filter((boundary) => before > boundary).length };
}

function strip(typed: string): string {
  return typed.replace(/[\s\u2010-\u2015-]/g, '').toUpperCase();
}

function grouped(bare: string, boundaries: readonly number[]): string {
  return boundaries
    .map((boundary, index) => bare.slice(boundaries[index - 1] ?? 0, boundary))
    .concat(bare.slice(boundaries.at(-1) ?? 0))
    .filter(Boolean)
    .join('-');
}
