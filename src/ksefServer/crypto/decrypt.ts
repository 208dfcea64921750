import { constants, createDecipheriv, privateDecrypt } from 'node:crypto';

/** RSAES-OAEP with SHA-256 and MGF1-SHA-256. Undefined when the bytes were not encrypted with the public key of this key. */
export function decryptRsa(privateKeyPem: string, encrypted: Buffer): Buffer | undefined {
  const key = { key: privateKeyPem, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' };
  return undefinedIfBroken(() => privateDecrypt(key, encrypted));
}

/** AES-256-CBC with PKCS#7. Undefined when the padding is broken, as with a wrong key. */
export function decryptAes({ key, iv }: { key: Buffer; iv: Buffer }, encrypted: Buffer): Buffer | undefined {
  return undefinedIfBroken(() => {
    const decipher = createDecipheriv('aes-256-cbc', key, iv);
    return Buffer.concat([decipher.update(encrypted), decipher.final()]);
  });
}

function undefinedIfBroken(decrypt: () => Buffer): Buffer | undefined {
  try {
    return decrypt();
  } catch {
    return undefined;
  }
}
