import { readReceiptCode } from '../../../../../src/domain/receipts/receiptCode.ts';
import { groupCode } from './codeField.ts';

/** What to do with a code: look for it, ask for total and date too, or have it corrected. */
export type ClassifiedCode =
  | { kind: 'own'; code: string }
  | { kind: 'legacy'; code: string }
  | { kind: 'refused'; error: 'empty' | 'mistyped' | 'shape' };

/** Shortest code a chain's own tills may print. */
const shortestLegacy = 8;
const legacy = /^[0-9A-Za-z-]{8,40}$/;

/**
 * Judges a typed code before any request. Where a chain has codes of its own (`legacyChain`), digits alone may be one of
 * them; anything else that is not ours is taken for a slip first, and for a legacy code when it is sent again (`insisted`).
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

/** Judges what a camera has read: machines make no slips, so it is ours, the chain's own, or no receipt code at all. */
export function classifyScanned(text: string, legacyChain: boolean): ClassifiedCode | undefined {
  const read = readReceiptCode(text);
  if (read.kind === 'code') return { kind: 'own', code: read.code };
  const code = read.kind === 'other' ? read.text : read.code;
  return legacyChain && legacy.test(code) ? { kind: 'legacy', code } : undefined;
}

/** Dashes that the field put in are not part of a legacy code; others are. */
function asPrinted(code: string, groups: readonly number[]): string {
  const bare = code.replaceAll('-', '');
  return groupCode(bare, 0, groups).text === code ? bare : code;
}
