import type { KsefStateOut } from '../../contract/invoices.ts';
import { today } from '../../db/clock.ts';
import type { StoredInvoice } from '../../db/invoices/invoices.ts';
import { ksefSubmissionOf } from '../../db/invoices/ksefSubmissions.ts';
import type { TenantTx } from '../../db/tenancy.ts';
import { countryOf } from '../../domain/countries/countryOf.ts';
import { ksefModeOn, ksefStateOn } from '../../domain/invoices/ksefState.ts';

/** Where the invoice is on its way through KSeF today; undefined for one that the chain does not send. */
export async function ksefOf(
  tx: TenantTx,
  { id, issueDate, country }: Pick<StoredInvoice, 'id' | 'issueDate' | 'country'>,
): Promise<KsefStateOut | undefined> {
  const submission = await ksefSubmissionOf(tx, id);
  if (!submission) return undefined;
  const { fiscalChannel, timeZone } = countryOf(country);
  const day = await today(tx, timeZone);
  const { state, mode, number, acquiredAt, reason } = submission;
  const wasOut = mode === 'outage';
  return {
    state: ksefStateOn(day, { state, lastDay: fiscalChannel.handOverBy(issueDate) }),
    // A file that is not sent yet has the mode that it would have now.
    mode: state === 'queued' ? ksefModeOn(day, { issueDate, wasOut }) : mode,
    ...(number === null ? {} : { number }),
    ...(acquiredAt === null ? {} : { acquiredAt: acquiredAt.toISOString() }),
    ...(reason === null ? {} : { reason }),
  };
}
