import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** In characters; 32 random hexadecimal characters have 128 bits. */
export const minimumSecretLength = 32;

/** A secret of a one-machine installation, of 64 hexadecimal digits: generated once and stored in DATA_DIR with mode 0600. */
export function keptSecret(dataDir: string, name: 'session-secret' | 'secrets-key'): string {
  const path = join(dataDir, name);
  mkdirSync(dataDir, { recursive: true });
  try {
    // With the flag "wx" only one of two simultaneous processes writes the file, and both read the same secret.
    writeFileSync(path, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const secret = readFileSync(path, 'utf8').trim();
  if (secret.length < minimumSecretLength) {
    throw new Error(`${path} holds fewer than ${minimumSecretLength} characters. Delete the file and start again.`);
  }
  return secret;
}
