import type { ChainSettings } from '../../chains/settings.ts';
import type { AnnotatedInvoice } from '../country.ts';

/** Words that the law prescribes. Source: art. 106e(1)(18a). */
export const splitPaymentNote = 'mechanizm podzielonej płatności';

/** Gross total in grosze above which payment is split. Source: art. 106e(1)(18a). */
const splitPaymentAbove = 1_500_000;

/**
 * The legal texts this invoice has to carry: the basis of the exemption, where something is exempt (art. 106e(1)(19)), and
 * "mechanizm podzielonej płatności" for a company that buys goods of Annex 15 on an invoice above 15,000 zł.
 */
export function annotationsOf(
  { rates, lines, totals, buyer }: AnnotatedInvoice,
  settings: Pick<ChainSettings, 'exemptionBasis'>,
): string[] {
  const isExempt = rates.some((row) => row.rate.kind === 'exempt');
  const isSplit = buyer.kind === 'company' && totals.gross > splitPaymentAbove && lines.some((line) => line.annex15);
  return [...(isExempt ? [settings.exemptionBasis] : []), ...(isSplit ? [splitPaymentNote] : [])];
}
