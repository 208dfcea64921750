import { readReceiptCode } from '../../../../../src/domain/receipts/receiptCode.ts';
import { groupCode } from './codeField.ts';

/** What to do with a code: search by it alone, search with total and date, or have it corrected. */
export type ClassifiedCode =
  | { kind: 'own'; code: string }
  | { kind: 'legacy'; code: string }
  | { kind: 'refused'; error: 'empty' | 'mistyped' | 'shape' };

/** Shortest code that a chain's own tills may print. */
const shortestLegacy = 8;
const legacy = /^[0-9A-Za-z-]{8,40}$/;

/**
 * Classifies a typed code before any request. Where a chain has its own codes (`legacyChain`), a code of digits may be
 * one of them. Any other unknown code counts as mistyped first, and as a legacy code when it is sent again (`insisted`).
 */
export function classifyTyped(
  typed: string,
  options: { legacyChain: boolean; insisted: boolean; groups: readonly number[] },
): ClassifiedCode {
  const read = readReceiptCode(typed);
  if (read.kind === 'code') return { kind: 'own', code: read.code };
  const code = asPrinted(read.kind === 'other' ? read.text.replace(/\s/g, '') : read.code, options.groups);
  if (!code) return { kind: 'refused', error: 'empty' };
  const slip = { kind: 'refused', error: read.kind === 'mistyped' ? 'mistyped' : 'shape' } as const;
  if (!options.legacyChain || code.length < shortestLegacy) return slip;
  return /^\d+$/.test(code) || options.insisted ? { kind: 'legacy', code } : slip;
}

/** Classifies a scanned code. Scanners make no typing errors, so it is ours, the chain's own, or no receipt code. */
export function classifyScanned(text: string, legacyChain: boolean): ClassifiedCode | undefined {
  const read = readReceiptCode(text);
  if (read.kind === 'code') return { kind: 'own', code: read.code };
  const code = read.kind === 'other' ? read.text : read.code;
  return legacyChain && legacy.test(code) ? { kind: 'legacy', code } : undefined;
}

/** Removes the dashes that the field inserted; other dashes belong to a legacy code. */
function asPrinted(code: string, groups: readonly number[]): string {
  const bare = code.replaceAll('-', '');
  return groupCode(bare, 0, groups).text === code ? bare : code;
}
