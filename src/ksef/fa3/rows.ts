import type { TakenLine } from '../../domain/invoices/selection.ts';
import { decimal } from './amounts.ts';
import type { Elements } from './elements.ts';
import type { Fa3Correction, Fa3Invoice } from './facts.ts';
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

/** `FaWiersz` of a correction: each changed row before it (`StanPrzed`) and after it. */
export function correctedRows({ lines, original, invoice }: Fa3Correction, days: SaleDays): Elements[] {
  assertFew(2 * lines.length);
  return lines.flatMap(({ before: { position, ...before }, ...after }) => {
    const place = { no: position, invoiceId: original.id, issueDate: invoice.issueDate, days };
    return [{ ...rowElements({ ...after, ...before }, place), StanPrzed: '1' }, rowElements(after, place)];
  });
}

type Place = { no: number; invoiceId: string; issueDate: string; days: SaleDays };

/** Gross price and gross value, and never the net ones: the VAT is computed from gross. Source: art. 106e(7), (8). */
function rowElements(line: TakenLine, { no, invoiceId, issueDate, days }: Place): Elements {
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

function assertFew(rows: number): void {
  if (rows > mostRows) throw new Fa3Refused('too_many_rows');
}
