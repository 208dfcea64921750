import { correctionsOf } from '../../db/corrections/correctedInvoices.ts';
import { draftsOf } from '../../db/corrections/correctionDrafts.ts';
import type { StoredInvoice } from '../../db/invoices/invoices.ts';
import type { TenantTx } from '../../db/tenancy.ts';
import { countryOf } from '../../domain/countries/countryOf.ts';
import { changed, type InvoiceState, stateOf } from '../../domain/invoices/correction.ts';
import { Problem } from '../../domain/problem.ts';

/** What an invoice states after its corrections. */
export async function currentState(tx: TenantTx, invoice: StoredInvoice): Promise<InvoiceState> {
  return stateOf(invoice, await correctionsOf(tx, invoice.id));
}

/** The current state less the goods that came back and still wait for their correction. */
export async function returnableState(tx: TenantTx, invoice: StoredInvoice): Promise<InvoiceState> {
  const [state, drafts] = await Promise.all([currentState(tx, invoice), draftsOf(tx, [invoice.id])]);
  const country = countryOf(invoice.country);
  return drafts
    .filter((draft) => draft.state === 'waiting' && draft.origin === 'return')
    .reduce((left, { change }) => unlessRefused(left, () => changed(left, change, country)), state);
}

/** A draft that no longer fits the invoice takes nothing from it: staff can only reject that draft. */
function unlessRefused(state: InvoiceState, work: () => InvoiceState): InvoiceState {
  try {
    return work();
  } catch (error) {
    if (error instanceof Problem) return state;
    throw error;
  }
}
