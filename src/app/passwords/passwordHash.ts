/** An argon2id tag with everything needed to derive it again. `memory` is in KiB. */
export type PasswordHash = { memory: number; passes: number; parallelism: number; salt: Buffer; tag: Buffer };

// Limits for stored parameters: a hash from elsewhere must not take all memory or minutes of CPU time.
const bounds = {
  memory: [8, 262_144],
  passes: [1, 10],
  parallelism: [1, 4],
  salt: [8, 64],
  tag: [16, 64],
} as const;

const phc = /^\$argon2id\$v=19\$m=(\d{1,6}),t=(\d{1,2}),p=(\d)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;
// The format of the first versions, which had fixed parameters.
const first = /^argon2id\$([\w-]+)\$([\w-]+)$/;
const firstCost = { memory: 19_456, passes: 2, parallelism: 1 };

/**
 * Reads a PHC string, or the format of the first versions; undefined for other formats and for parameters out of bounds.
 */
export function readPasswordHash(text: string): PasswordHash | undefined {
  const read = readPhc(text) ?? readFirst(text);
  return read && isWithinBounds(read) ? read : undefined;
}

/** The PHC string: standard base64 without padding. Source: github.com/P-H-C/phc-string-format. */
export function writePasswordHash({ memory, passes, parallelism, salt, tag }: PasswordHash): string {
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(tag)}`;
}

function readPhc(text: string): PasswordHash | undefined {
  const [, memory, passes, parallelism, salt = '', tag = ''] = phc.exec(text) ?? [];
  if (memory === undefined) return undefined;
  return {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  };
}

function readFirst(text: string): PasswordHash | undefined {
  const [, salt, tag = ''] = first.exec(text) ?? [];
  if (salt === undefined) return undefined;
  return { ...firstCost, salt: Buffer.from(salt, 'base64url'), tag: Buffer.from(tag, 'base64url') };
}

function isWithinBounds(hash: PasswordHash): boolean {
  const { memory, passes, parallelism, salt, tag } = hash;
  const values = { memory, passes, parallelism, salt: salt.length, tag: tag.length };
  const inside = (name: keyof typeof bounds) => values[name] >= bounds[name][0] && values[name] <= bounds[name][1];
  // Argon2 needs 8 KiB per lane.
  return (Object.keys(bounds) as (keyof typeof bounds)[]).every(inside) && memory >= 8 * parallelism;
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
