import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** In characters; 32 random hexadecimal characters have 128 bits. */
export const minimumSecretLength = 32;

/** The secret of a one-machine installation: generated once and stored in `DATA_DIR/session-secret` with mode 0600. */
export function keptSecret(dataDir: string): string {
  const path = join(dataDir, 'session-secret');
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
