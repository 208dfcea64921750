import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** The path of a Chromium and the environment variables it requires. */
export type Chromium = { path: string; env: { [name: string]: string } };

const run = promisify(execFile);

/** The headless shells come first: they print in a quarter of the time that a whole browser takes. */
const systemNames = [
  'chromium-headless-shell',
  'chrome-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
];

/** The configured binary, else a binary of the system, else the binary from npm, unpacked once into `dataDir`. */
export async function findChromium(opts: { chromiumPath?: string; dataDir: string }): Promise<Chromium> {
  if (opts.chromiumPath !== undefined) return { path: opts.chromiumPath, env: {} };
  const path = onPath(systemNames);
  return path ? { path, env: {} } : unpacked(opts.dataDir);
}

function onPath(names: string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    // A path without an executable file is skipped.
    return false;
  }
}

async function unpacked(dataDir: string): Promise<Chromium> {
  const folder = join(await placeFor(dataDir), `chromium-${await packageVersion()}`);
  if (!existsSync(folder)) await unpackInto(folder);
  if (statSync(folder).uid !== process.getuid?.()) throw new Error(`${folder} belongs to someone else`);
  return {
    path: join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'), FONTCONFIG_PATH: join(folder, 'fonts') },
  };
}

/** Two processes may unpack at the same time. Each uses its own folder, and the first to rename its folder wins. */
async function unpackInto(folder: string): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  const stage = await mkdtemp(`${folder}.unpacking-`);
  try {
    const script = fileURLToPath(new URL('extractChromium.ts', import.meta.url));
    await run(process.execPath, [script], { env: { TMPDIR: stage, PATH: process.env.PATH ?? '' }, timeout: 120_000 });
    for (const path of [stage, join(stage, 'chromium')]) await chmod(path, 0o755);
    await writeFile(join(stage, 'fonts', 'fonts.conf'), fontsConf(join(folder, 'fonts', 'fonts')));
    await rename(stage, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
}

/**
 * The fonts.conf of @sparticuz/chromium names folders that do not exist here, and Chromium crashes at the first text
 * when no font is found.
 */
function fontsConf(bundled: string): string {
  const folders = [bundled, '/usr/share/fonts', '/usr/local/share/fonts'];
  const xml = (path: string) => path.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    `<fontconfig>${folders.map((path) => `<dir>${xml(path)}</dir>`).join('')}</fontconfig>`,
    '',
  ].join('\n');
}

/**
 * Under root, Chromium runs as the user nobody, who must be able to traverse to the binary. A data folder under /root
 * prevents this.
 */
async function placeFor(dataDir: string): Promise<string> {
  await mkdir(dataDir, { recursive: true });
  if (process.getuid?.() !== 0 || isOpenToAll(resolve(dataDir))) return resolve(dataDir);
  return join(tmpdir(), 'efakturomat');
}

function isOpenToAll(folder: string): boolean {
  if ((statSync(folder).mode & 0o001) === 0) return false;
  return dirname(folder) === folder || isOpenToAll(dirname(folder));
}

async function packageVersion(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const { version }: { version: string } = JSON.parse(
    await readFile(join(dirname(entry), '..', 'package.json'), 'utf8'),
  );
  return version;
}
