import { readFileSync } from 'node:fs';
import type { Language } from '../../domain/format.ts';
import type { Invoice } from '../../domain/invoices/invoice.ts';
import { type InvoiceView, invoiceView, type PrintedAs } from '../view/view.ts';
import { type CorrectionView, correctionView } from './correctionView.ts';

/** What a layout prints: an invoice, or a correction. */
export type PrintedView = InvoiceView | CorrectionView;

export function printedView(
  invoice: Invoice,
  opts: { language: Language; theme: { name: string }; as?: PrintedAs },
): PrintedView {
  return invoice.kind === 'correction' ? correctionView(invoice, opts) : invoiceView(invoice, opts);
}

export function isCorrectionView(view: PrintedView): view is CorrectionView {
  return 'kind' in view;
}

/**
 * The layout of corrections, the same for every chain, in the chain's colours, fonts and logo. A chain's own layout shows
 * the facts of an invoice; it can neither hide nor misprint the differences of a correction.
 */
export const correctionTemplate: { readonly id: string; readonly source: string } = {
  id: 'correction',
  source: readFileSync(new URL('correction.hbs', import.meta.url), 'utf8'),
};
