import type { ChainSettings } from '../../../chains/settings.ts';
import type { Buyer } from '../../../invoices/buyer.ts';
import type { FiscalFile } from '../../../invoices/documentKind.ts';

/** An invoice for a company goes to KSeF, one for a private person only where the chain chose so. Source: art. 106ga(2)(4), (4). */
export function ksefFile(buyer: Buyer['kind'], settings: Pick<ChainSettings, 'personInKsef'>): FiscalFile | undefined {
  return buyer === 'company' || settings.personInKsef === 'yes' ? 'fa3' : undefined;
}
