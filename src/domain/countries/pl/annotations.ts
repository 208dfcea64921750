import type { ChainSettings } from '../../chains/settings.ts';
import type { RateTotal } from '../../money/vat.ts';

/** The legal texts this invoice has to carry: the basis of the exemption, where something is exempt. Source: art. 106e(1)(19). */
export function annotationsOf(rates: readonly RateTotal[], settings: Pick<ChainSettings, 'exemptionBasis'>): string[] {
  return rates.some((row) => row.rate.kind === 'exempt') ? [settings.exemptionBasis] : [];
}
