import { constants, verify, X509Certificate } from 'node:crypto';
import type { AcceptedInvoice } from '../state/state.ts';
import type { World } from '../world.ts';

/** What KOD I leads to. */
export type InvoiceCheck =
  | { state: 'accepted'; invoice: AcceptedInvoice }
  /** The file was rejected, and another one took its place. */
  | { state: 'corrected'; invoice: AcceptedInvoice }
  | { state: 'unknown' };

/** The invoice with this seller, day (DD-MM-YYYY) and hash (Base64URL). Source: kody-qr.md, korekta-techniczna.md. */
export function checkInvoice({ state }: World, nip: string, day: string, hash: string): InvoiceCheck {
  const issueDate = day.split('-').reverse().join('-');
  const sha256 = Buffer.from(hash, 'base64url').toString('base64');
  const accepted = Object.values(state.accepted);
  const invoice = accepted.find((one) => one.nip === nip && one.issueDate === issueDate && one.hash === sha256);
  if (invoice) return { state: 'accepted', invoice };
  const rejected = Object.values(state.sessions)
    .filter((session) => session.nip === nip)
    .flatMap(({ invoices }) => invoices)
    .find(({ invoiceHash, correctedBy }) => invoiceHash === sha256 && correctedBy !== undefined);
  const correction = rejected?.correctedBy === undefined ? undefined : state.accepted[rejected.correctedBy];
  return correction ? { state: 'corrected', invoice: correction } : { state: 'unknown' };
}

export type IssuerLink = {
  contextType: string;
  contextValue: string;
  nip: string;
  serialNumber: string;
  hash: string;
  signature: string;
};
export type IssuerCheck =
  | 'valid'
  | 'unknown certificate'
  | 'not of type Offline'
  | 'out of date'
  | 'revoked'
  | 'other seller'
  | 'wrong signature';

/** Whether the issuer in KOD II signed the address with an Offline certificate of the seller. Source: kody-qr.md. */
export function checkIssuer({ state, now }: World, host: string, link: IssuerLink): IssuerCheck {
  const certificate = state.certificates[link.serialNumber.toUpperCase()];
  if (certificate === undefined) return 'unknown certificate';
  if (certificate.type !== 'Offline') return 'not of type Offline';
  if (certificate.revokedAt !== undefined) return 'revoked';
  if (now() > certificate.validTo) return 'out of date';
  const isOwn = certificate.nip === link.nip && link.contextType === 'Nip' && link.contextValue === link.nip;
  if (!isOwn) return 'other seller';
  const { contextType, contextValue, nip, serialNumber, hash } = link;
  const signed = `${host}/certificate/${contextType}/${contextValue}/${nip}/${serialNumber}/${hash}`;
  return isSigned(signed, Buffer.from(link.signature, 'base64url'), certificate.certificate)
    ? 'valid'
    : 'wrong signature';
}

/** RSASSA-PSS with 32 bytes of salt, or ECDSA in either of its two forms. */
function isSigned(text: string, signature: Buffer, certificate: string): boolean {
  const { publicKey: key } = new X509Certificate(Buffer.from(certificate, 'base64'));
  const bytes = Buffer.from(text, 'utf8');
  if (key.asymmetricKeyType === 'rsa') {
    return verify('sha256', bytes, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }, signature);
  }
  const forms = ['ieee-p1363', 'der'] as const;
  return forms.some((dsaEncoding) => verify('sha256', bytes, { key, dsaEncoding }, signature));
}
