import { spawn } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { claimFolder } from './runLock.ts';

export const projectFolder = fileURLToPath(new URL('../..', import.meta.url));

/** What the web app is made of: its own files, the pure code it shares with the server, the base themes, and its libraries. */
const sources = ['web/src', 'web/vite.config.ts', 'src/domain', 'src/contract', 'themes', 'package-lock.json'];

/** What tests and builds keep from run to run. */
export const cacheFolder = join(projectFolder, 'node_modules/.cache/efakturomat');

const waitMs = 300;

/**
 * Builds the web app when it was never built or its sources are newer. Two processes take turns, and the second finds it
 * built. Throws what the build said.
 */
export async function buildWebIfStale(): Promise<void> {
  if (!(await isStale())) return;
  const release = await turn();
  try {
    if (await isStale()) await build();
  } finally {
    await release();
  }
}

async function turn(): Promise<() => Promise<void>> {
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
      // Tests start it with 'test', and Vite would then build for developers.
      NODE_ENV: 'production',
      // The project's own Node runs it, also where only an older one is installed.
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

/** When the build was finished, in ms; 0 when there is none. */
async function lastBuilt(): Promise<number> {
  const folder = join(projectFolder, 'web/build');
  const names = await readdir(folder).catch(() => []);
  const times = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).mtimeMs));
  return Math.max(0, ...times);
}

/** When anything at or under a path was last changed, in ms; 0 when there is nothing. */
async function newest(path: string): Promise<number> {
  const own = await stat(path).catch(() => undefined);
  if (!own) return 0;
  if (!own.isDirectory()) return own.mtimeMs;
  const inside = await readdir(path, { recursive: true, withFileTypes: true });
  const times = inside.map(async (entry) => (await stat(join(entry.parentPath, entry.name))).mtimeMs);
  return Math.max(own.mtimeMs, ...(await Promise.all(times)));
}
