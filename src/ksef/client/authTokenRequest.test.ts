import { createHash, generateKeyPairSync, verify, X509Certificate } from 'node:crypto';
import { XmlC14NMode, XmlDocument } from 'libxml2-wasm';
import { describe, expect, it } from 'vitest';
import { aCertificate } from '../../testing/certificates.ts';
import { signedAuthTokenRequest } from './authTokenRequest.ts';

const { der, privateKey, publicKey } = aCertificate({ name: 'Sieć & Spółka <sp. z o.o.>' });
const certificate = new X509Certificate(der);
const facts = { challenge: '20250604-CR-461EA5B000-537A6BA15D-D7', nip: '5265877635' };
const signed = signedAuthTokenRequest(facts, { certificate, privateKey }, new Date('2026-11-24T10:00:00.123Z'));

const names = { ds: 'http://www.w3.org/2000/09/xmldsig#', xades: 'http://uri.etsi.org/01903/v1.3.2#' };

/** The exclusive canonical form, by libxml2, of the first element at this path. */
function canonical(xml: string, path: string): string {
  const document = XmlDocument.fromString(xml);
  try {
    return document.get(path, names)?.canonicalizeToString({ mode: XmlC14NMode.XML_C14N_EXCLUSIVE_1_0 }) ?? '';
  } finally {
    document.dispose();
  }
}
/** The request as the transform `enveloped-signature` leaves it. */
const withoutSignature = (xml: string) => canonical(xml.replace(/<ds:Signature .*<\/ds:Signature>/, ''), '/*');

const digest = (text: string) => createHash('sha256').update(text).digest('base64');
const valuesOf = (name: string) =>
  [...signed.matchAll(new RegExp(`<ds:${name}[^>]*>([^<]+)<`, 'g'))].map(([, value]) => value);

describe('the signed request to sign in', () => {
  it('holds the digests that libxml2 finds for the request without its signature and for the signed properties', () => {
    const request = withoutSignature(signed);
    const properties = canonical(signed, '//xades:SignedProperties');
    expect(request).toContain('<Nip>5265877635</Nip>');
    expect(properties).toContain('<xades:SigningTime>2026-11-24T10:00:00Z</xades:SigningTime>');
    expect(valuesOf('DigestValue').slice(0, 2)).toEqual([digest(request), digest(properties)]);
  });

  it('is signed over the canonical SignedInfo, and a changed request has another digest', () => {
    const info = canonical(signed, '//ds:SignedInfo');
    const value = Buffer.from(valuesOf('SignatureValue')[0] ?? '', 'base64');
    expect(verify('sha256', Buffer.from(info), publicKey, value)).toBe(true);
    expect(verify('sha256', Buffer.from(info.replace('sha256', 'sha512')), publicKey, value)).toBe(false);
    const changed = signed.replace('5265877635', '9999999999');
    expect(valuesOf('DigestValue')).not.toContain(digest(withoutSignature(changed)));
  });

  it('names the certificate by digest, issuer and serial number', () => {
    expect(valuesOf('DigestValue')[2]).toBe(createHash('sha256').update(der).digest('base64'));
    expect(valuesOf('X509IssuerName')).toEqual(['CN=Sieć &amp; Spółka \\&lt;sp. z o.o.\\&gt;']);
    expect(valuesOf('X509SerialNumber')).toEqual([BigInt(`0x${certificate.serialNumber}`).toString()]);
    expect(valuesOf('X509Certificate')).toEqual([der.toString('base64')]);
  });

  it('with P-256 is signed in 64 bytes, and other keys are refused', () => {
    const ec = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    const xml = signedAuthTokenRequest(facts, { certificate, privateKey: ec.privateKey });
    const value = Buffer.from(/<ds:SignatureValue>([^<]+)</.exec(xml)?.[1] ?? '', 'base64');
    const info = Buffer.from(canonical(xml, '//ds:SignedInfo'));
    expect(value).toHaveLength(64);
    expect(verify('sha256', info, { key: ec.publicKey, dsaEncoding: 'ieee-p1363' }, value)).toBe(true);
    const other = generateKeyPairSync('ec', { namedCurve: 'secp384r1' }).privateKey;
    expect(() => signedAuthTokenRequest(facts, { certificate, privateKey: other })).toThrow(RangeError);
  });
});
