import { constants, type createPrivateKey, generateKeyPairSync, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { invoiceHash, kodI, kodII, qrHosts } from './qr.ts';
import vectors from './testing/own/qr-vectors.json' with { type: 'json' };
import { readXml, textsOf } from './testing/readXml.ts';
import { sample } from './testing/samples.ts';

describe('KOD I', () => {
  // Domain rule 21.
  it.each(vectors)('of the bytes of $file is the known address', (vector) => {
    const xml = sample('own', vector.file);
    const [issueDate = ''] = textsOf(readXml(xml), 'P_1');
    const invoice = { sellerNip: '9999999999', issueDate, xml };
    expect(xml.byteLength).toBe(vector.bytes);
    expect(invoiceHash(xml)).toBe(vector.sha256_base64url);
    expect(kodI(`https://${qrHosts.test}`, invoice)).toBe(vector.kod1_test);
    expect(kodI(`https://${qrHosts.production}`, invoice)).toBe(vector.kod1_prod);
  });

  it('changes with one byte', () => {
    const xml = sample('own', 'fa3-fp-b2c-brakid.xml');
    expect(invoiceHash(Buffer.concat([xml, Buffer.from('\n')]))).not.toBe(invoiceHash(xml));
  });
});

describe('KOD II', () => {
  const context = { type: 'Nip', value: '1111111111' } as const;
  const invoice = { sellerNip: '1111111111', xml: Buffer.from('<Faktura/>') };
  const origin = `https://${qrHosts.test}`;
  const signedText = `${qrHosts.test}/certificate/Nip/1111111111/1111111111/01F20A5D352AE590/${invoiceHash(invoice.xml)}`;

  function signatureIn(address: string): Buffer {
    expect(address.startsWith(`https://${signedText}/`)).toBe(true);
    return Buffer.from(address.slice(`https://${signedText}/`.length), 'base64url');
  }
  const withKey = (privateKey: ReturnType<typeof createPrivateKey>) =>
    kodII(origin, context, invoice, { serialNumber: '01F20A5D352AE590', privateKey });

  it('with RSA is signed by RSASSA-PSS, SHA-256, a salt of 32 bytes', () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const key = { key: publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
    const signature = signatureIn(withKey(privateKey));
    expect(verify('sha256', Buffer.from(signedText), key, signature)).toBe(true);
    expect(verify('sha256', Buffer.from(`https://${signedText}`), key, signature)).toBe(false);
    expect(verify('sha256', Buffer.from(signedText), { ...key, saltLength: 20 }, signature)).toBe(false);
  });

  it('with P-256 is signed by ECDSA in 64 bytes', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    const signature = signatureIn(withKey(privateKey));
    expect(signature).toHaveLength(64);
    expect(verify('sha256', Buffer.from(signedText), { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature)).toBe(
      true,
    );
  });

  it('is refused with any other key', () => {
    const weak = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const other = generateKeyPairSync('ec', { namedCurve: 'secp384r1' });
    const edwards = generateKeyPairSync('ed25519');
    for (const { privateKey } of [weak, other, edwards]) expect(() => withKey(privateKey)).toThrow(RangeError);
  });

  // Source: CIRFMF/ksef-docs kody-qr.md. The address is documented with a signature whose key is not published.
  it('has the documented form', () => {
    const documented =
      'https://qr-test.ksef.mf.gov.pl/certificate/Nip/1111111111/1111111111/01F20A5D352AE590/UtQp9Gpc51y-u3xApZjIjgkpZ01js-J8KflSPW8WzIE/';
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const parts = withKey(privateKey).split('/');
    expect(parts.slice(0, 8)).toEqual(documented.split('/').slice(0, 8));
    expect(parts).toHaveLength(10);
    expect(Buffer.from(parts[9] ?? '', 'base64url')).toHaveLength(256);
  });
});
