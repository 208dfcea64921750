import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/**
 * Encrypts what the database must not hold in the clear. `owner` is part of what is checked, so a value that is copied to
 * another chain or another purpose cannot be opened there.
 */
export type Sealer = {
  seal(text: string, owner: Owner): Buffer;
  /** Throws for a value that was changed, belongs to somebody else, or was sealed with a key that is not configured. */
  open(sealed: Uint8Array, owner: Owner): string;
  /** Whether the first configured key sealed the value. */
  isCurrent(sealed: Uint8Array): boolean;
};

export type Owner = { tenantId: string; purpose: string };

const version = 1;
const keyIdBytes = 4;
const nonceBytes = 12;
const tagBytes = 16;
const headBytes = 1 + keyIdBytes + nonceBytes + tagBytes;

/**
 * AES-256-GCM. `keys` are 64 hexadecimal digits each: the first one seals, all of them open. A sealed value is a version
 * byte, the key's id, the nonce, the tag and the text. Without keys every call throws RangeError.
 */
export function openSealer(keys: readonly string[]): Sealer {
  const known = keys.map((hex) => {
    const key = Buffer.from(hex, 'hex');
    return { key, id: createHash('sha256').update(key).digest().subarray(0, keyIdBytes) };
  });
  const current = () => {
    const [first] = known;
    if (!first) throw new RangeError('SECRETS_KEY is missing');
    return first;
  };

  return {
    seal(text, owner) {
      const { key, id } = current();
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(checked(owner));
      const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.of(version), id, nonce, cipher.getAuthTag(), encrypted]);
    },
    open(sealed, owner) {
      const { id, nonce, tag, encrypted } = partsOf(sealed);
      const key = known.find((one) => one.id.equals(id))?.key;
      if (!key) throw new Error(`no configured key has the id ${id.toString('hex')}`);
      const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
      decipher.setAAD(checked(owner)).setAuthTag(tag);
      return Buffer.concat([decipher.update(encrypted), decipher.final()]).toString('utf8');
    },
    isCurrent: (sealed) => partsOf(sealed).id.equals(current().id),
  };
}

function checked({ tenantId, purpose }: Owner): Buffer {
  return Buffer.from(`${tenantId} ${purpose}`);
}

function partsOf(sealed: Uint8Array) {
  const bytes = Buffer.from(sealed);
  if (bytes.length < headBytes || bytes[0] !== version) throw new Error('not a sealed value');
  const [idAt, nonceAt, tagAt] = [1, 1 + keyIdBytes, headBytes - tagBytes];
  return {
    id: bytes.subarray(idAt, nonceAt),
    nonce: bytes.subarray(nonceAt, tagAt),
    tag: bytes.subarray(tagAt, headBytes),
    encrypted: bytes.subarray(headBytes),
  };
}
