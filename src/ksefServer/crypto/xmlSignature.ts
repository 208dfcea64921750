import { constants, createHash, type KeyObject, verify, X509Certificate } from 'node:crypto';
import { ParseOption, XmlC14NMode, XmlDocument, XmlElement } from 'libxml2-wasm';

const spaces = {
  ds: 'http://www.w3.org/2000/09/xmldsig#',
  xades: 'http://uri.etsi.org/01903/v1.3.2#',
};
const enveloped = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';

type Canonical = { mode: (typeof XmlC14NMode)[keyof typeof XmlC14NMode]; withComments: boolean };

/** Transforms and canonicalisations that KSeF allows, without XPath: podpis-xades.md. */
const canonicalisations: Record<string, Canonical> = {
  'http://www.w3.org/TR/2001/REC-xml-c14n-20010315': { mode: XmlC14NMode.XML_C14N_1_0, withComments: false },
  'http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments': {
    mode: XmlC14NMode.XML_C14N_1_0,
    withComments: true,
  },
  'http://www.w3.org/2006/12/xml-c14n11': { mode: XmlC14NMode.XML_C14N_1_1, withComments: false },
  'http://www.w3.org/2006/12/xml-c14n11#WithComments': { mode: XmlC14NMode.XML_C14N_1_1, withComments: true },
  'http://www.w3.org/2001/10/xml-exc-c14n#': { mode: XmlC14NMode.XML_C14N_EXCLUSIVE_1_0, withComments: false },
  'http://www.w3.org/2001/10/xml-exc-c14n#WithComments': {
    mode: XmlC14NMode.XML_C14N_EXCLUSIVE_1_0,
    withComments: true,
  },
};

const digests: Record<string, string> = {
  'http://www.w3.org/2001/04/xmlenc#sha256': 'sha256',
  'http://www.w3.org/2001/04/xmldsig-more#sha384': 'sha384',
  'http://www.w3.org/2001/04/xmlenc#sha512': 'sha512',
};

type Algorithm = { hash: string; type: 'rsa' | 'ec'; pss?: true };
const signatures: Record<string, Algorithm> = {
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256': { hash: 'sha256', type: 'rsa' },
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha384': { hash: 'sha384', type: 'rsa' },
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512': { hash: 'sha512', type: 'rsa' },
  'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1': { hash: 'sha256', type: 'rsa', pss: true },
  'http://www.w3.org/2007/05/xmldsig-more#sha384-rsa-MGF1': { hash: 'sha384', type: 'rsa', pss: true },
  'http://www.w3.org/2007/05/xmldsig-more#sha512-rsa-MGF1': { hash: 'sha512', type: 'rsa', pss: true },
  'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256': { hash: 'sha256', type: 'ec' },
  'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384': { hash: 'sha384', type: 'ec' },
  'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512': { hash: 'sha512', type: 'ec' },
};

export type SignatureVerdict =
  | { valid: true; certificate: X509Certificate }
  | { valid: false; reason: 'unreadable' | 'unsigned' | 'several' | 'wrong' };

/**
 * Whether the document carries one enveloped XAdES signature that covers all of it and its signed properties, by the
 * certificate inside. Neither the certificate's issuer nor its dates are checked. Left out, though KSeF allows them: the
 * enveloping form, SHA-1, SHA-3 and XPath transforms.
 */
export function verifyXades(xml: string): SignatureVerdict {
  const document = parsed(xml);
  if (document === undefined) return { valid: false, reason: 'unreadable' };
  try {
    const all = document.find('//ds:Signature', spaces);
    if (all.length === 0) return { valid: false, reason: 'unsigned' };
    if (all.length > 1) return { valid: false, reason: 'several' };
    const certificate = signerOf(document, xml);
    return certificate === undefined ? { valid: false, reason: 'wrong' } : { valid: true, certificate };
  } finally {
    document.dispose();
  }
}

function signerOf(document: XmlDocument, xml: string): X509Certificate | undefined {
  const certificate = certificateIn(document);
  const signedInfo = document.get('/*/ds:Signature/ds:SignedInfo', spaces);
  if (certificate === undefined || !(signedInfo instanceof XmlElement)) return undefined;
  const references = signedInfo.find('ds:Reference', spaces).filter((node) => node instanceof XmlElement);
  const covered = references.map((reference) => coveredBy(reference, document, xml));
  const isWhole = covered.includes('document') && covered.includes('properties') && !covered.includes(undefined);
  const isSigned = signatureHolds(document, signedInfo, certificate.publicKey);
  return isWhole && isSigned && namesCertificate(document, certificate) ? certificate : undefined;
}

/** What a reference covers. Undefined when its digest is wrong. */
function coveredBy(reference: XmlElement, document: XmlDocument, xml: string): 'document' | 'properties' | undefined {
  const hash = digests[attribute(reference.get('ds:DigestMethod', spaces), 'Algorithm')];
  const transforms = reference.find('ds:Transforms/ds:Transform', spaces).map((node) => attribute(node, 'Algorithm'));
  const uri = attribute(reference, 'URI');
  const content = uri === '' ? wholeWithoutSignature(xml, transforms) : signedProperties(document, uri, transforms);
  if (hash === undefined || content === undefined) return undefined;
  const digest = createHash(hash).update(content, 'utf8').digest('base64');
  if (digest !== textOf(reference.get('ds:DigestValue', spaces))) return undefined;
  return uri === '' ? 'document' : 'properties';
}

function wholeWithoutSignature(xml: string, transforms: readonly string[]): string | undefined {
  const [first, ...others] = transforms;
  const canonical = canonicalBy(others);
  if (first !== enveloped || canonical === undefined) return undefined;
  const copy = parsed(xml);
  if (copy === undefined) return undefined;
  try {
    for (const node of copy.find('/*/ds:Signature', spaces)) node.remove();
    return copy.canonicalizeToString(canonical);
  } finally {
    copy.dispose();
  }
}

function signedProperties(document: XmlDocument, uri: string, transforms: readonly string[]): string | undefined {
  const path = '/*/ds:Signature/ds:Object/xades:QualifyingProperties/xades:SignedProperties';
  const properties = document.get(path, spaces);
  const canonical = canonicalBy(transforms);
  if (!(properties instanceof XmlElement) || canonical === undefined) return undefined;
  return uri === `#${attribute(properties, 'Id')}` ? properties.canonicalizeToString(canonical) : undefined;
}

/** Canonical XML 1.0 applies where no canonicalisation is named. Undefined for a transform that is not allowed. */
function canonicalBy(transforms: readonly string[]): Canonical | undefined {
  if (transforms.length > 1) return undefined;
  return canonicalisations[transforms[0] ?? 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315'];
}

function signatureHolds(document: XmlDocument, signedInfo: XmlElement, publicKey: KeyObject): boolean {
  const canonical = canonicalisations[attribute(signedInfo.get('ds:CanonicalizationMethod', spaces), 'Algorithm')];
  const algorithm = signatures[attribute(signedInfo.get('ds:SignatureMethod', spaces), 'Algorithm')];
  if (canonical === undefined || algorithm === undefined || algorithm.type !== publicKey.asymmetricKeyType)
    return false;
  if (algorithm.type === 'rsa' && (publicKey.asymmetricKeyDetails?.modulusLength ?? 0) < 2048) return false;
  const text = Buffer.from(signedInfo.canonicalizeToString(canonical), 'utf8');
  const value = Buffer.from(textOf(document.get('/*/ds:Signature/ds:SignatureValue', spaces)), 'base64');
  return verify(algorithm.hash, text, { key: publicKey, ...padding(algorithm) }, value);
}

function padding({ type, pss }: Algorithm) {
  if (type === 'ec') return { dsaEncoding: 'ieee-p1363' as const };
  return pss
    ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
    : { padding: constants.RSA_PKCS1_PADDING };
}

/** XAdES: the signed properties hold the digest of the certificate and the time of signing. */
function namesCertificate(document: XmlDocument, certificate: X509Certificate): boolean {
  const path = '//xades:SignedProperties/xades:SignedSignatureProperties';
  if (textOf(document.get(`${path}/xades:SigningTime`, spaces)) === '') return false;
  const digest = document
    .find(`${path}/xades:SigningCertificate/xades:Cert/xades:CertDigest`, spaces)
    .concat(document.find(`${path}/xades:SigningCertificateV2/xades:Cert/xades:CertDigest`, spaces))[0];
  if (!(digest instanceof XmlElement)) return false;
  const hash = digests[attribute(digest.get('ds:DigestMethod', spaces), 'Algorithm')];
  const value = textOf(digest.get('ds:DigestValue', spaces));
  return hash !== undefined && createHash(hash).update(certificate.raw).digest('base64') === value;
}

function certificateIn(document: XmlDocument): X509Certificate | undefined {
  try {
    const path = '/*/ds:Signature/ds:KeyInfo/ds:X509Data/ds:X509Certificate';
    return new X509Certificate(Buffer.from(textOf(document.get(path, spaces)), 'base64'));
  } catch {
    return undefined;
  }
}

function parsed(xml: string): XmlDocument | undefined {
  try {
    const option = ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_NO_XXE;
    const document = XmlDocument.fromString(xml, { option });
    if (document.dtd === null) return document;
    document.dispose();
    return undefined;
  } catch {
    return undefined;
  }
}

function attribute(node: unknown, name: string): string {
  return node instanceof XmlElement ? (node.attr(name)?.value ?? '') : '';
}

/** Text without the white space that Base64 may be broken with. */
function textOf(node: unknown): string {
  return node instanceof XmlElement ? node.content.replace(/\s+/g, '') : '';
}
