import { readReceiptCode } from '../../domain/receipts/receiptCode.ts';

/**
 * The spelling under which a printed code is stored and searched, and whether the code is strong: our own, and not a
 * legacy code that could be guessed.
 */
export function receiptCodeOf(printed: string): { code: string; codeKind: 'strong' | 'legacy' } {
  const read = readReceiptCode(printed);
  if (read.kind === 'other') return { code: read.text.replace(/\s/g, '').toUpperCase(), codeKind: 'legacy' };
  // All-digit codes are treated as legacy: 1 in 32 passes our check character by chance, and 1 in a million of ours has
  // no letter.
  return { code: read.code, codeKind: read.kind === 'code' && /[A-Z]/.test(read.code) ? 'strong' : 'legacy' };
}
