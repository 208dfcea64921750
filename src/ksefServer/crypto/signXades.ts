import { createHash, createPrivateKey, sign, X509Certificate } from 'node:crypto';

const ds = 'http://www.w3.org/2000/09/xmldsig#';
const xades = 'http://uri.etsi.org/01903/v1.3.2#';
const sha256Method = 'http://www.w3.org/2001/04/xmlenc#sha256';
const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';

/**
 * The document with an enveloped XAdES signature. `xml` has no declaration and is already in the form of exclusive canonical
 * XML: the signature is computed from the text as it stands.
 */
export function signXades(
  xml: string,
  signer: { certificate: string; privateKeyPem: string },
  signedAt: number,
): string {
  const key = createPrivateKey(signer.privateKeyPem);
  const method = key.asymmetricKeyType === 'rsa' ? 'rsa-sha256' : 'ecdsa-sha256';
  const properties = signedProperties(signer.certificate, signedAt);
  const signedInfo =
    `<ds:SignedInfo xmlns:ds="${ds}"><ds:CanonicalizationMethod Algorithm="${exclusive}"></ds:CanonicalizationMethod>` +
    `<ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#${method}"></ds:SignatureMethod>` +
    `<ds:Reference Id="document" URI=""><ds:Transforms><ds:Transform Algorithm="${ds}enveloped-signature"></ds:Transform>` +
    `<ds:Transform Algorithm="${exclusive}"></ds:Transform></ds:Transforms>${digestOf(xml)}</ds:Reference>` +
    `<ds:Reference Type="http://uri.etsi.org/01903#SignedProperties" URI="#signed-properties">` +
    `<ds:Transforms><ds:Transform Algorithm="${exclusive}"></ds:Transform></ds:Transforms>` +
    `${digestOf(properties)}</ds:Reference></ds:SignedInfo>`;
  const value = sign('sha256', Buffer.from(signedInfo, 'utf8'), { key, dsaEncoding: 'ieee-p1363' }).toString('base64');
  const signature =
    `<ds:Signature xmlns:ds="${ds}" Id="signature">${signedInfo}<ds:SignatureValue>${value}</ds:SignatureValue>` +
    `<ds:KeyInfo><ds:X509Data><ds:X509Certificate>${signer.certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>` +
    `<ds:Object><xades:QualifyingProperties xmlns:xades="${xades}" Target="#signature">${properties}` +
    `</xades:QualifyingProperties></ds:Object></ds:Signature>`;
  const end = xml.lastIndexOf('</');
  return `${xml.slice(0, end)}${signature}${xml.slice(end)}`;
}

function signedProperties(certificate: string, signedAt: number): string {
  const der = Buffer.from(certificate, 'base64');
  const { issuer, serialNumber } = new X509Certificate(der);
  const issuerName = issuer.split('\n').reverse().join(',').replace(/&/g, '&amp;').replace(/</g, '&lt;');
  return (
    `<xades:SignedProperties xmlns:xades="${xades}" Id="signed-properties"><xades:SignedSignatureProperties>` +
    `<xades:SigningTime>${new Date(signedAt).toISOString()}</xades:SigningTime><xades:SigningCertificate><xades:Cert>` +
    `<xades:CertDigest><ds:DigestMethod xmlns:ds="${ds}" Algorithm="${sha256Method}"></ds:DigestMethod>` +
    `<ds:DigestValue xmlns:ds="${ds}">${sha256(der)}</ds:DigestValue></xades:CertDigest><xades:IssuerSerial>` +
    `<ds:X509IssuerName xmlns:ds="${ds}">${issuerName}</ds:X509IssuerName>` +
    `<ds:X509SerialNumber xmlns:ds="${ds}">${BigInt(`0x${serialNumber}`)}</ds:X509SerialNumber></xades:IssuerSerial>` +
    `</xades:Cert></xades:SigningCertificate></xades:SignedSignatureProperties></xades:SignedProperties>`
  );
}

function digestOf(text: string): string {
  const method = `<ds:DigestMethod Algorithm="${sha256Method}"></ds:DigestMethod>`;
  return `${method}<ds:DigestValue>${sha256(text)}</ds:DigestValue>`;
}

const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest('base64');
