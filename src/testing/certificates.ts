import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** A self-signed RSA certificate, as a cash register has one, with its key. */
export type TestCertificate = { der: Buffer; pem: string; privateKey: KeyObject; publicKey: KeyObject };

type Given = { name?: string; validFrom?: Date; validTo?: Date; bits?: number };

/** Node reads X.509 certificates and makes none, so the few elements of one are written here. Source: RFC 5280 § 4.1. */
export function aCertificate({ name = 'Kasa 11', validFrom, validTo, bits = 2048 }: Given = {}): TestCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: bits });
  const key = publicKey.export({ type: 'spki', format: 'der' });
  const subject = sequence(element(0x31, sequence(commonName, element(0x0c, Buffer.from(name)))));
  const validity = sequence(
    time(validFrom ?? new Date(Date.now() - 86_400_000)),
    time(validTo ?? new Date(Date.now() + 365 * 86_400_000)),
  );
  const serial = Buffer.concat([Buffer.of(1), createHash('sha256').update(key).digest().subarray(0, 8)]);
  const version = element(0xa0, element(0x02, Buffer.of(2)));
  const body = sequence(version, element(0x02, serial), sha256WithRsa, subject, validity, subject, key);
  const signature = Buffer.concat([Buffer.of(0), sign('sha256', body, privateKey)]);
  const der = sequence(body, sha256WithRsa, element(0x03, signature));
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  const pem = `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
  return { der, pem, privateKey, publicKey };
}

/** The same as a person pastes it: the certificate and its key, in PEM. */
export function aKeyPair(given: Given = {}): { certificate: string; privateKey: string } {
  const { pem, privateKey } = aCertificate(given);
  return { certificate: pem, privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
}

const commonName = element(0x06, Buffer.from('550403', 'hex'));
const sha256WithRsa = sequence(element(0x06, Buffer.from('2a864886f70d01010b', 'hex')), element(0x05, Buffer.alloc(0)));

function time(at: Date): Buffer {
  return element(0x18, Buffer.from(`${at.toISOString().slice(0, 19).replace(/[-T:]/g, '')}Z`));
}

function sequence(...parts: Buffer[]): Buffer {
  return element(0x30, Buffer.concat(parts));
}

function element(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.of(tag, ...size), content]);
}
