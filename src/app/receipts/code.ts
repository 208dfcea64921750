import { readReceiptCode } from '../../domain/receipts/receiptCode.ts';

/**
 * The spelling under which a printed code is kept and looked for, and whether it is strong: ours, or a legacy code
 * that could be guessed.
 */
export function receiptCodeOf(printed: string): { code: string; codeKind: 'strong' | 'legacy' } {
  const read = readReceiptCode(printed);
  if (read.kind === 'other') return { code: read.text.replace(/\s/g, '').toUpperCase(), codeKind: 'legacy' };
  // Thirteen digits are somebody's counter: one in 32 meets our check character, one in a million of ours has no letter.
  return { code: read.code, codeKind: read.kind === 'code' && /[A-Z]/.test(read.code) ? 'strong' : 'legacy' };
}
