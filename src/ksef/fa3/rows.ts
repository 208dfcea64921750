import type { TakenLine } from '../../domain/invoices/selection.ts';
import { decimal } from './amounts.ts';
import type { Elements } from './elements.ts';
import type { CorrectedRow, Fa3Invoice } from './facts.ts';
import { mostRows } from './limits.ts';
import { Fa3Refused } from './refused.ts';
import { codeOf } from './summary.ts';
import { text256, text512 } from './texts.ts';

/** Days of the sales, by receipt. */
export type SaleDays = {
  of(receiptId: string): string;
  /** The one day of all sales, or undefined when there are several. */
  common: string | undefined;
};

export function saleDaysOf({ sales, saleDate }: Pick<Fa3Invoice, 'sales' | 'saleDate'>): SaleDays {
  const days = new Map(sales.map((sale) => [sale.receiptId, sale.saleDate]));
  const common = new Set(days.values()).size > 1 ? undefined : saleDate;
  return { of: (receiptId) => days.get(receiptId) ?? saleDate, common };
}

/** `FaWiersz` of an invoice, in the order of its lines. Throws Fa3Refused for more than 10,000 lines. */
export function invoiceRows({ id, lines, issueDate }: Fa3Invoice, days: SaleDays): Elements[] {
  assertFew(lines.length);
  return lines.map((line, index) => rowElements(line, { no: index + 1, invoiceId: id, issueDate, days }));
}

/** `FaWiersz` of a correction: each row before it (`StanPrzed`) and after it. A row of which nothing is left has quantity 0. */
export function correctedRows(
  rows: readonly CorrectedRow[],
  originalId: string,
  issueDate: string,
  days: SaleDays,
): Elements[] {
  const elements = rows.flatMap(({ no, before, after }) => {
    const place = { no, invoiceId: originalId, issueDate, days };
    const left = after ?? (before && nothingOf(before));
    return [
      ...(before ? [{ ...rowElements(before, place), StanPrzed: '1' }] : []),
      ...(left ? [rowElements(left, place)] : []),
    ];
  });
  assertFew(elements.length);
  return elements;
}

type Place = { no: number; invoiceId: string; issueDate: string; days: SaleDays };
type RowLine = Pick<TakenLine, 'receiptId' | 'name' | 'quantity' | 'unit' | 'unitPrice' | 'rate' | 'annex15'> & {
  discount: number;
  gross: number;
};

/** Gross price and gross value, and never the net ones: the VAT is computed from gross. Source: art. 106e(7), (8). */
function rowElements(line: RowLine, { no, invoiceId, issueDate, days }: Place): Elements {
  const saleDay = days.of(line.receiptId);
  return {
    NrWierszaFa: String(no),
    // A correction finds the row by this id.
    UU_ID: `${invoiceId}-${no}`,
    P_6A: days.common === undefined && saleDay !== issueDate ? saleDay : undefined,
    P_7: text512(line.name),
    P_8A: text256(line.unit),
    P_8B: line.quantity,
    P_9B: decimal(line.unitPrice),
    P_10: line.discount === 0 ? undefined : decimal(line.discount),
    P_11A: decimal(line.gross),
    P_12: codeOf(line.rate, saleDay),
    P_12_Zal_15: line.annex15 ? '1' : undefined,
  };
}

function nothingOf(line: TakenLine): RowLine {
  return { ...line, quantity: '0', discount: 0, gross: 0 };
}

function assertFew(rows: number): void {
  if (rows > mostRows) throw new Fa3Refused('too_many_rows');
}
