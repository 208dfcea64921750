import { setPriority } from 'node:os';
import { isCorrectionView } from '../../correction/printed.ts';
import { proveCorrection } from '../../correction/proveCorrection.ts';
import { readPages } from '../page/readPages.ts';
import { proveInvoice } from '../proveInvoice.ts';
import type { ReadAnswer, ReadBack } from './readBack.ts';

setPriority(Number(process.argv[2] ?? 0));

process.on('message', ({ pdf, view, drawn }: ReadBack) => {
  process.send?.(answer(pdf, view, drawn));
});
process.on('disconnect', () => process.exit());

function answer(pdf: Uint8Array, view: ReadBack['view'], drawn: ReadBack['drawn']): ReadAnswer {
  try {
    const pages = readPages(pdf, { drawn });
    return { problems: isCorrectionView(view) ? proveCorrection(view, pages) : proveInvoice(view, pages) };
  } catch (error) {
    return { failed: error instanceof RangeError ? 'size' : 'crash' };
  }
}
