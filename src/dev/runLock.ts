import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** Who runs on a data folder now. */
type Runner = { pid: number; script: string };

/** Claims `dataDir` for this process and gives a function that lets it go. Throws a sentence when another run has it. */
export async function lockDataDir(dataDir: string): Promise<() => Promise<void>> {
  await mkdir(dataDir, { recursive: true });
  const path = join(dataDir, 'run.json');
  const pid = await runnerOf(dataDir);
  if (pid !== undefined) {
    throw new Error(
      `eFakturomat already runs on ${dataDir} (process ${pid}). Stop it first, or give this one its own DATA_DIR and PORT.`,
    );
  }
  await rm(path, { force: true });
  const runner: Runner = { pid: process.pid, script: basename(process.argv[1] ?? '') };
  // "wx": of two that start at the same moment one fails here.
  await writeFile(path, `${JSON.stringify(runner)}\n`, { flag: 'wx' });
  return () => rm(path, { force: true });
}

/** The process that runs on `dataDir`, if one does. */
export async function runnerOf(dataDir: string): Promise<number | undefined> {
  const text = await readFile(join(dataDir, 'run.json'), 'utf8').catch(() => '');
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
