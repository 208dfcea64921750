import { setPriority } from 'node:os';
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
    return { problems: proveInvoice(view, readPages(pdf, { drawn })) };
  } catch (error) {
    return { failed: error instanceof RangeError ? 'size' : 'crash' };
  }
}
