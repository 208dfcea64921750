import type { DifferenceOut, ExportFormat, ReconciliationQuery } from '../../../../src/contract/books/books.ts';
import type { Page } from '../../../../src/contract/common.ts';
import type { Language } from '../../../../src/domain/format.ts';
import { send } from '../shared/api.ts';

/** The address where the browser saves the invoices of a month ("2026-11"). */
export function exportAddress(month: string, format: ExportFormat, language: Language): string {
  return `/api/v1/office/exports/invoices?month=${month}&format=${format}&language=${language}`;
}

/** What differs in a month. Throws ApiProblem. */
export function listDifferences(query: ReconciliationQuery): Promise<Page<DifferenceOut>> {
  return send('/office/reconciliation', { query });
}
