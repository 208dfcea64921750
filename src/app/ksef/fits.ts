import type { Country } from '../../domain/countries/country.ts';
import type { Invoice } from '../../domain/invoices/invoice.ts';
import { Problem } from '../../domain/problem.ts';
import { Fa3Refused } from '../../ksef/fa3/refused.ts';
import { assertFitsFa3 } from '../../ksef/fa3/size.ts';

/** What is known of an invoice before it has a number. */
type Unnumbered = Omit<Invoice, 'id' | 'number' | 'series' | 'issuedAt'>;

/**
 * Refuses an invoice that its FA(3) file cannot hold, before it takes a number: line.rate_unknown with a pointer to the line,
 * or invoice.too_large.
 */
export function assertFitsKsef(invoice: Unnumbered, country: Pick<Country, 'rateCode' | 'numbering'>): void {
  const days = new Map(invoice.sales.map((sale) => [sale.receiptId, sale.saleDate]));
  invoice.lines.forEach(({ receiptId, lineId, rate }, index) => {
    if (country.rateCode(rate, days.get(receiptId) ?? invoice.saleDate) !== undefined) return;
    const code = 'line.rate_unknown';
    throw new Problem(code, { receiptId, lineId }, [{ pointer: `/lines/${index}/lineId`, code }]);
  });
  try {
    // The longest number and id there can be.
    const number = '0'.repeat(country.numbering.mostCharacters);
    assertFitsFa3({ ...invoice, number, id: crypto.randomUUID(), issuedAt: `${invoice.issueDate}T00:00:00Z` });
  } catch (error) {
    throw (error instanceof Fa3Refused && problemOf(error)) || error;
  }
}

/** The refusal as a Problem, or undefined for bytes that the schema refuses: those are a bug. */
export function problemOf({ refusal }: Fa3Refused): Problem | undefined {
  if (refusal === 'not_valid') return undefined;
  return new Problem(refusal === 'rate_unknown' ? 'line.rate_unknown' : 'invoice.too_large');
}
