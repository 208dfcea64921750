import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { outsideFolder } from './postgres/postgresProgram.ts';

/** Everything a run keeps in DATA_DIR, by name. Whoever keeps something new there adds it here. */
const kept =
  /^(postgres|documents|mail|chromium-[\w.-]+|session-secret|demo\.json|demo-seed\.json|run\.json)(\.part)?$/;

/**
 * Deletes what runs made in `dataDir`, so that the next start begins anew; false when there was nothing.
 * Throws a sentence, deleting nothing, when anything else is there: then it is hardly a data folder.
 */
export async function clearDataDir(dataDir: string): Promise<boolean> {
  // A folder that is not there holds nothing.
  const entries = await readdir(dataDir).catch(() => []);
  const foreign = entries.filter((name) => !kept.test(name));
  if (foreign.length > 0) {
    throw new Error(
      `${dataDir} also holds ${foreign.slice(0, 5).join(', ')}, which no run of this program made. Nothing was deleted.`,
    );
  }
  await rm(outsideFolder(dataDir), { recursive: true, force: true });
  for (const name of entries) await rm(join(dataDir, name), { recursive: true, force: true });
  return entries.length > 0;
}
