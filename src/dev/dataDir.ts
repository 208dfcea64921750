import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { outsideFolder } from './postgres/postgresProgram.ts';

/** Names of all files and folders that a run creates in DATA_DIR. Add new ones here. */
const kept =
  /^(postgres|documents|mail|chromium-[\w.-]+|session-secret|secrets-key|demo\.json|demo-seed\.json|run\.json|ksef\.json)(\.part)?$/;

/**
 * Deletes the files of earlier runs in `dataDir`, so that the next start creates a new demo; false when the folder is
 * empty. With any other file in the folder, throws an Error with a sentence for the user and deletes nothing.
 */
export async function clearDataDir(dataDir: string): Promise<boolean> {
  // A missing folder contains nothing.
  const entries = await readdir(dataDir).catch(() => []);
  const foreign = entries.filter((name) => !kept.test(name));
  if (foreign.length > 0) {
    throw new Error(
      `${dataDir} also holds ${foreign.slice(0, 5).join(', ')}, which this program did not create. Nothing was deleted.`,
    );
  }
  await rm(outsideFolder(dataDir), { recursive: true, force: true });
  for (const name of entries) await rm(join(dataDir, name), { recursive: true, force: true });
  return entries.length > 0;
}
