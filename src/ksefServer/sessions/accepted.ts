import { KsefError } from '../http/errors.ts';
import type { Call, Reply, World } from '../world.ts';

/** `get /invoices/ksef/{ksefNumber}`: the exact bytes that were accepted. */
export function downloadInvoice({ state, now }: World, { caller, parameters }: Call): Reply {
  const { ksefNumber = '' } = parameters;
  const invoice = state.accepted[ksefNumber];
  if (invoice?.nip !== caller.nip || now() < invoice.acceptedAt) {
    throw new KsefError(21164, `Faktura o numerze KSeF ${ksefNumber} nie została znaleziona.`);
  }
  const xml = Buffer.from(invoice.xml, 'base64').toString('utf8');
  return { status: 200, xml, headers: { 'x-ms-meta-hash': invoice.hash } };
}
