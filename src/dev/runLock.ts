import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** The process that uses a folder. */
type Runner = { pid: number; script: string };

/**
 * Locks `dataDir` for this process and returns the function that unlocks. Throws an Error with a sentence when another
 * run has the lock.
 */
export async function lockDataDir(dataDir: string): Promise<() => Promise<void>> {
  const release = await claimFolder(dataDir);
  if (release) return release;
  throw new Error(
    `eFakturomat already runs on ${dataDir} (process ${await runnerOf(dataDir)}). Stop it first, or give this one its own DATA_DIR and PORT.`,
  );
}

/**
 * Creates and locks a folder, and returns the function that unlocks; undefined while another living process has the
 * lock.
 */
export async function claimFolder(folder: string): Promise<(() => Promise<void>) | undefined> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'run.json');
  if ((await runnerOf(folder)) !== undefined) return undefined;
  await rm(path, { force: true });
  const runner: Runner = { pid: process.pid, script: basename(process.argv[1] ?? '') };
  try {
    // With the flag "wx" only one of two simultaneous processes creates the file.
    await writeFile(path, `${JSON.stringify(runner)}\n`, { flag: 'wx' });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return undefined;
    throw error;
  }
  return () => rm(path, { force: true });
}

/** The id of the other living process that has locked the folder. */
export async function runnerOf(folder: string): Promise<number | undefined> {
  const text = await readFile(join(folder, 'run.json'), 'utf8').catch(() => '');
  const runner = parse(text);
  return runner && runner.pid !== process.pid && (await isAlive(runner)) ? runner.pid : undefined;
}

function parse(text: string): Runner | undefined {
  try {
    return JSON.parse(text) as Runner;
  } catch {
    // The file is missing, or a power failure cut it off; in both cases its process has ended.
    return undefined;
  }
}

async function isAlive({ pid, script }: Runner): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  // Process ids are reused. Where /proc exists, the command line must match too.
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined);
  return command === undefined || command.includes(script);
}
