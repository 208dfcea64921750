import type { StoredInvoice } from '../../db/invoices/invoices.ts';
import { kodI, kodII, qrOrigin } from '../../ksef/qr.ts';
import type { KsefCode } from '../../render/page/ksefCodes.ts';
import type { WorkerApp } from '../workerContext.ts';
import { openKeyPair, ownerOf } from './credentials.ts';

/**
 * What the codes of an invoice need: its number in KSeF, null until it has one, the key of its FA(3) file, and the chain's
 * sealed certificate of type Offline, if it has one.
 */
export type InKsef = { number: string | null; fa3Key: string; offline?: Buffer };

/**
 * The QR codes printed on a document of an invoice in KSeF: KOD I over the number. Before there is one, KOD I over the word
 * OFFLINE, and KOD II over CERTYFIKAT, which the chain's certificate of type Offline signs. Source: domain rules 21 and 22.
 */
export async function codesOf(
  { ksef, documents, sealer }: Pick<WorkerApp, 'ksef' | 'documents' | 'sealer'>,
  { tenantId, seller, issueDate }: Pick<StoredInvoice, 'seller' | 'issueDate'> & { tenantId: string },
  { number, fa3Key, offline }: InKsef,
): Promise<KsefCode[]> {
  if (!ksef) throw new Error('KSeF is turned off in this installation');
  const xml = await documents.get(fa3Key);
  if (!xml) throw new Error(`document ${fa3Key} is missing from the store`);
  const [origin, sellerNip] = [qrOrigin(ksef), seller.nip];
  const first = kodI(origin, { sellerNip, issueDate, xml });
  if (number !== null) return [{ address: first, label: number }];
  const codes = [{ address: first, label: 'OFFLINE' }];
  if (!offline) return codes;
  const { certificate, privateKey } = openKeyPair(sealer.open(offline, ownerOf(tenantId, 'offline')));
  const signer = { serialNumber: certificate.serialNumber, privateKey };
  const second = kodII(origin, { type: 'Nip', value: sellerNip }, { sellerNip, xml }, signer);
  return [...codes, { address: second, label: 'CERTYFIKAT' }];
}
