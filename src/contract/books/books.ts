import { type Static, Type } from 'typebox';
import { differenceKinds } from '../../domain/books/difference.ts';
import { AmountOut, Day, Language, Month, Shape } from '../common.ts';
import { InvoiceReference } from '../invoices.ts';

export const exportFormats = ['csv', 'xlsx'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** Which month of issue, the kind of file, and the language of its headings: without one, the caller's. */
export const ExportQuery = Shape({
  month: Month,
  format: Type.Enum([...exportFormats]),
  language: Type.Optional(Language),
});
export type ExportQuery = Static<typeof ExportQuery>;

export const DifferenceKind = Type.Enum([...differenceKinds]);

/** The month in which invoices were issued and receipts sold; one kind of difference, or all. */
export const ReconciliationQuery = Shape({
  month: Month,
  kind: Type.Optional(DifferenceKind),
  cursor: Type.Optional(Type.String({ maxLength: 200 })),
});
export type ReconciliationQuery = Static<typeof ReconciliationQuery>;

/** One difference: of an invoice, or of a receipt. */
export const DifferenceOut = Shape({
  kind: DifferenceKind,
  /** The day of issue of the invoice, or of the sale of the receipt. */
  day: Day,
  /** Gross of the invoice, or total of the receipt. */
  amount: AmountOut,
  invoice: Type.Optional(InvoiceReference),
  receipt: Type.Optional(
    Shape({ code: Type.String(), documentNumber: Type.String(), tillUniqueNumber: Type.String() }),
  ),
  /** The day by which it had to be done. */
  dueBy: Type.Optional(Day),
  /** In the words of KSeF, or of whoever asked for the correction. */
  reason: Type.Optional(Type.String()),
});
export type DifferenceOut = Static<typeof DifferenceOut>;
