import { spawn } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { claimFolder } from './runLock.ts';

export const projectFolder = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Sources of the web app: its own files, the pure code shared with the server, the base themes, and the list of
 * libraries.
 */
const sources = ['web/src', 'web/vite.config.ts', 'src/domain', 'src/contract', 'themes', 'package-lock.json'];

/** Files that tests and builds keep between runs. */
export const cacheFolder = join(projectFolder, 'node_modules/.cache/efakturomat');

const waitMs = 300;

/**
 * Builds the web app when there is no build or the sources are newer. Of two processes one builds, and the other waits
 * and uses the result. A failed build throws an Error with the output of Vite.
 */
export async function buildWebIfStale(): Promise<void> {
  if (!(await isStale())) return;
  const release = await claimBuild();
  try {
    if (await isStale()) await build();
  } finally {
    await release();
  }
}

async function claimBuild(): Promise<() => Promise<void>> {
  for (;;) {
    const release = await claimFolder(join(cacheFolder, 'web-build'));
    if (release) return release;
    await pause(waitMs);
  }
}

async function isStale(): Promise<boolean> {
  const newestSource = Math.max(...(await Promise.all(sources.map((path) => newest(join(projectFolder, path))))));
  return (await lastBuilt()) <= newestSource;
}

async function build(): Promise<void> {
  const child = spawn('vite', ['build', 'web'], {
    cwd: projectFolder,
    env: {
      ...process.env,
      // In tests NODE_ENV is 'test', and Vite would make a development build.
      NODE_ENV: 'production',
      // Vite runs with the project's own Node, because the system's Node may be older.
      PATH: `${join(projectFolder, 'node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}`,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`The web app could not be built:\n${output.trim()}`);
}

/** Time of the newest file in the build, in ms since 1970; 0 without a build. */
async function lastBuilt(): Promise<number> {
  const folder = join(projectFolder, 'web/build');
  const names = await readdir(folder).catch(() => []);
  const times = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).mtimeMs));
  return Math.max(0, ...times);
}

/** Time of the last change at or below a path, in ms since 1970; 0 for a missing path. */
async function newest(path: string): Promise<number> {
  const own = await stat(path).catch(() => undefined);
  if (!own) return 0;
  if (!own.isDirectory()) return own.mtimeMs;
  const inside = await readdir(path, { recursive: true, withFileTypes: true });
  const times = inside.map(async (entry) => (await stat(join(entry.parentPath, entry.name))).mtimeMs);
  return Math.max(own.mtimeMs, ...(await Promise.all(times)));
}
