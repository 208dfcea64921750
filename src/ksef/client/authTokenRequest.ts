import { createHash, type KeyObject, sign, type X509Certificate } from 'node:crypto';

export type SigningCertificate = { certificate: X509Certificate; privateKey: KeyObject };

const ds = 'http://www.w3.org/2000/09/xmldsig#';
const xades = 'http://uri.etsi.org/01903/v1.3.2#';
const canonical = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const sha256 = 'http://www.w3.org/2001/04/xmlenc#sha256';

/**
 * The AuthTokenRequest with an enveloped XAdES signature: RSA with PKCS #1 v1.5, or ECDSA on P-256, both with SHA-256. Every
 * signed part is written in the form that exclusive canonicalisation gives it (a prefix is declared where an element first
 * needs the prefix, attributes are sorted, no element is closed in its own tag), so no XML library is needed to sign.
 * RangeError for another kind of key. Source: CIRFMF/ksef-docs podpis-xades.md, ETSI TS 101 903 v1.3.2.
 */
export function signedAuthTokenRequest(
  { challenge, nip }: { challenge: string; nip: string },
  { certificate, privateKey }: SigningCertificate,
  signedAt = new Date(),
): string {
  const request = requestWith({ challenge, nip });
  const properties = signedProperties(certificate, signedAt);
  const info = signedInfo(digestOf(request), digestOf(properties), methodOf(privateKey));
  const value = sign('sha256', Buffer.from(info), signingOptions(privateKey)).toString('base64');
  const signature =
    `<ds:Signature xmlns:ds="${ds}" Id="signature">${info}<ds:SignatureValue>${value}</ds:SignatureValue>` +
    `<ds:KeyInfo><ds:X509Data><ds:X509Certificate>${certificate.raw.toString('base64')}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>` +
    `<ds:Object><xades:QualifyingProperties xmlns:xades="${xades}" Target="#signature">${properties}</xades:QualifyingProperties></ds:Object>` +
    `</ds:Signature>`;
  return request.replace('</AuthTokenRequest>', () => `${signature}</AuthTokenRequest>`);
}

function requestWith({ challenge, nip }: { challenge: string; nip: string }): string {
  return (
    `<AuthTokenRequest xmlns="http://ksef.mf.gov.pl/auth/token/2.0"><Challenge>${escaped(challenge)}</Challenge>` +
    `<ContextIdentifier><Nip>${escaped(nip)}</Nip></ContextIdentifier>` +
    `<SubjectIdentifierType>certificateSubject</SubjectIdentifierType></AuthTokenRequest>`
  );
}

function signedProperties(certificate: X509Certificate, signedAt: Date): string {
  const digest = createHash('sha256').update(certificate.raw).digest('base64');
  const serial = BigInt(`0x${certificate.serialNumber}`);
  return (
    `<xades:SignedProperties xmlns:xades="${xades}" Id="properties"><xades:SignedSignatureProperties>` +
    `<xades:SigningTime>${signedAt.toISOString().slice(0, 19)}Z</xades:SigningTime>` +
    `<xades:SigningCertificate><xades:Cert><xades:CertDigest>` +
    `<ds:DigestMethod xmlns:ds="${ds}" Algorithm="${sha256}"></ds:DigestMethod>` +
    `<ds:DigestValue xmlns:ds="${ds}">${digest}</ds:DigestValue></xades:CertDigest>` +
    `<xades:IssuerSerial><ds:X509IssuerName xmlns:ds="${ds}">${escaped(issuerOf(certificate))}</ds:X509IssuerName>` +
    `<ds:X509SerialNumber xmlns:ds="${ds}">${serial}</ds:X509SerialNumber></xades:IssuerSerial>` +
    `</xades:Cert></xades:SigningCertificate></xades:SignedSignatureProperties></xades:SignedProperties>`
  );
}

function signedInfo(requestDigest: string, propertiesDigest: string, method: string): string {
  const digest = (value: string) =>
    `<ds:DigestMethod Algorithm="${sha256}"></ds:DigestMethod><ds:DigestValue>${value}</ds:DigestValue>`;
  const transform = (name: string) => `<ds:Transform Algorithm="${name}"></ds:Transform>`;
  return (
    `<ds:SignedInfo xmlns:ds="${ds}"><ds:CanonicalizationMethod Algorithm="${canonical}"></ds:CanonicalizationMethod>` +
    `<ds:SignatureMethod Algorithm="${method}"></ds:SignatureMethod>` +
    `<ds:Reference URI=""><ds:Transforms>${transform(`${ds}enveloped-signature`)}${transform(canonical)}</ds:Transforms>` +
    `${digest(requestDigest)}</ds:Reference>` +
    `<ds:Reference Type="http://uri.etsi.org/01903#SignedProperties" URI="#properties">` +
    `<ds:Transforms>${transform(canonical)}</ds:Transforms>${digest(propertiesDigest)}</ds:Reference></ds:SignedInfo>`
  );
}

function digestOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('base64');
}

/** Node names one attribute a line, from the root; RFC 2253 names the root last. */
function issuerOf({ issuer }: X509Certificate): string {
  return issuer.split('\n').reverse().join(', ');
}

function methodOf(key: KeyObject): string {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  if (type === 'rsa' && (details?.modulusLength ?? 0) >= 2048)
    return 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
  if (type === 'ec' && details?.namedCurve === 'prime256v1')
    return 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256';
  throw new RangeError(
    `not a key for a sign-in to KSeF: ${type} ${details?.modulusLength ?? details?.namedCurve ?? ''}`,
  );
}

/** XML signatures have ECDSA values as R || S. */
function signingOptions(key: KeyObject) {
  return key.asymmetricKeyType === 'ec' ? { key, dsaEncoding: 'ieee-p1363' as const } : { key };
}

/** As canonical XML writes text. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#xD;');
}
