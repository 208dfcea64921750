import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Characters; 32 random hexadecimal ones are 128 bits. */
export const minimumSecretLength = 32;

/** The secret of a one-machine installation: made once, kept in `DATA_DIR/session-secret` for its owner only. */
export function keptSecret(dataDir: string): string {
  const path = join(dataDir, 'session-secret');
  mkdirSync(dataDir, { recursive: true });
  try {
    // "wx": of two processes that start together, one writes and both read the same.
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
