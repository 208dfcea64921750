import type { StoredInvoice } from '../../db/invoices/invoices.ts';
import { kodI, qrOrigin } from '../../ksef/qr.ts';
import type { KsefCode } from '../../render/page/ksefCodes.ts';
import type { WorkerApp } from '../workerContext.ts';

/** What the codes of an invoice need: its number in KSeF, null until it has one, and the key of its FA(3) file. */
export type InKsef = { number: string | null; fa3Key: string };

/**
 * The QR codes printed on a document of an invoice in KSeF: KOD I over the number, or over the word OFFLINE before there is one.
 * KOD II is signed with a certificate of type Offline, which no chain can enter yet. Source: domain rules 21 and 22.
 */
export async function codesOf(
  { ksef, documents }: Pick<WorkerApp, 'ksef' | 'documents'>,
  { seller, issueDate }: Pick<StoredInvoice, 'seller' | 'issueDate'>,
  { number, fa3Key }: InKsef,
): Promise<KsefCode[]> {
  if (!ksef) throw new Error('KSeF is turned off in this installation');
  const xml = await documents.get(fa3Key);
  if (!xml) throw new Error(`document ${fa3Key} is missing from the store`);
  const address = kodI(qrOrigin(ksef), { sellerNip: seller.nip, issueDate, xml });
  return [{ address, label: number ?? 'OFFLINE' }];
}
