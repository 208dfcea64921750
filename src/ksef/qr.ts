import { constants, createHash, type KeyObject, sign } from 'node:crypto';
import type { KsefConnection } from './environments.ts';

/** Hosts of the verification service. Source: CIRFMF/ksef-docs kody-qr.md, srodowiska.md. */
export const qrHosts = {
  production: 'qr.ksef.mf.gov.pl',
  demo: 'qr-demo.ksef.mf.gov.pl',
  test: 'qr-test.ksef.mf.gov.pl',
} as const;

/** Where the codes of an environment lead. A KSeF of one's own answers them beside its API. */
export function qrOrigin({ environment, api }: Pick<KsefConnection, 'environment' | 'api'>): string {
  return environment === 'own' ? new URL(api.url).origin : `https://${qrHosts[environment]}`;
}

export type InvoiceInQr = {
  sellerNip: string;
  /** `P_1`, an ISO day. */
  issueDate: string;
  /** The exact bytes of the FA(3) file. */
  xml: Uint8Array;
};

/** The address in KOD I, by which anyone checks the invoice. `origin` is https:// and one of `qrHosts`. */
export function kodI(origin: string, { sellerNip, issueDate, xml }: InvoiceInQr): string {
  const [year, month, day] = issueDate.split('-');
  return `${origin}/invoice/${sellerNip}/${day}-${month}-${year}/${invoiceHash(xml)}`;
}

/** In whose name the seller signs in to KSeF. */
export type QrContext = { type: 'Nip' | 'InternalId' | 'NipVatUe' | 'PeppolId'; value: string };

export type OfflineCertificate = {
  /** Hexadecimal, as the certificate shows it. Only a certificate of type `Offline` may sign. */
  serialNumber: string;
  /** RSA of at least 2048 bits, or ECDSA on P-256. */
  privateKey: KeyObject;
};

/**
 * The address in KOD II, by which the issuer of an invoice without a KSeF number is checked. The signature covers the address
 * without its scheme and without the signature. RangeError for another kind of key. Source: CIRFMF/ksef-docs kody-qr.md.
 */
export function kodII(
  origin: string,
  context: QrContext,
  { sellerNip, xml }: Pick<InvoiceInQr, 'sellerNip' | 'xml'>,
  certificate: OfflineCertificate,
): string {
  const path = `/certificate/${context.type}/${context.value}/${sellerNip}/${certificate.serialNumber}/${invoiceHash(xml)}`;
  const signed = `${origin.replace(/^https?:\/\//, '')}${path}`;
  return `${origin}${path}/${signature(signed, certificate.privateKey)}`;
}

/** SHA-256 of the file in Base64URL without padding. */
export function invoiceHash(xml: Uint8Array): string {
  return createHash('sha256').update(xml).digest('base64url');
}

function signature(text: string, key: KeyObject): string {
  return sign('sha256', Buffer.from(text, 'utf8'), signingOptions(key)).toString('base64url');
}

/** RSASSA-PSS with MGF1-SHA-256 and 32 bytes of salt, or ECDSA in the fixed-length form of IEEE P1363. */
function signingOptions(key: KeyObject) {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  if ((type === 'rsa' || type === 'rsa-pss') && (details?.modulusLength ?? 0) >= 2048) {
    return { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
  }
  if (type === 'ec' && details?.namedCurve === 'prime256v1') return { key, dsaEncoding: 'ieee-p1363' as const };
  throw new RangeError(`not a key for KOD II: ${type} ${details?.modulusLength ?? details?.namedCurve ?? ''}`);
}
