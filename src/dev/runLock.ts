import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** Who works on a folder now. */
type Runner = { pid: number; script: string };

/** Claims `dataDir` for this process and gives a function that lets it go. Throws a sentence when another run has it. */
export async function lockDataDir(dataDir: string): Promise<() => Promise<void>> {
  const release = await claimFolder(dataDir);
  if (release) return release;
  throw new Error(
    `eFakturomat already runs on ${dataDir} (process ${await runnerOf(dataDir)}). Stop it first, or give this one its own DATA_DIR and PORT.`,
  );
}

/** Claims a folder, which is made if need be, and gives what lets it go; undefined while a living process has it. */
export async function claimFolder(folder: string): Promise<(() => Promise<void>) | undefined> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'run.json');
  if ((await runnerOf(folder)) !== undefined) return undefined;
  await rm(path, { force: true });
  const runner: Runner = { pid: process.pid, script: basename(process.argv[1] ?? '') };
  try {
    // "wx": of two that come at the same moment one gets it.
    await writeFile(path, `${JSON.stringify(runner)}\n`, { flag: 'wx' });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return undefined;
    throw error;
  }
  return () => rm(path, { force: true });
}

/** The other process that has claimed a folder, if it lives. */
export async function runnerOf(folder: string): Promise<number | undefined> {
  const text = await readFile(join(folder, 'run.json'), 'utf8').catch(() => '');
  const runner = parse(text);
  return runner && runner.pid !== process.pid && (await isAlive(runner)) ? runner.pid : undefined;
}

function parse(text: string): Runner | undefined {
  try {
    return JSON.parse(text) as Runner;
  } catch {
    // Missing, or cut off by a power failure: whoever wrote it is gone.
    return undefined;
  }
}

async function isAlive({ pid, script }: Runner): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  // Numbers of processes come again; where the system tells, its command line has to fit too.
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined);
  return command === undefined || command.includes(script);
}
