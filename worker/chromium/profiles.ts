import { chownSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A profile folder is named after the process that made it, so that one left by a killed process can be told. */
const prefix = 'efakturomat-chromium-';

/** A new empty folder that the given user owns; the browser has its home, its profile and its temporary files there. */
export function makeProfile({ uid, gid }: { uid?: number; gid?: number }): string {
  const folder = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  if (uid !== undefined) chownSync(folder, uid, gid ?? uid);
  return folder;
}

export function removeProfile(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });
}

/** Removes what processes that are gone have left. */
export function removeStaleProfiles(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) removeProfile(join(tmpdir(), name));
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: alive, and someone else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
