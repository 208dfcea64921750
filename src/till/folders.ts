import { link, mkdir, readdir, rename, stat, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formatOf } from './formats.ts';

export type Outcome = 'done' | 'refused';

/** Size and time of a file, to see whether it is still being written. */
export type Seen = { name: string; size: number; modifiedMs: number; inode: number };

export async function makeFolders(folder: string): Promise<void> {
  for (const outcome of ['done', 'refused']) await mkdir(join(folder, outcome), { recursive: true });
}

/** The receipts that wait in the folder, oldest first. */
export async function waiting(folder: string): Promise<Seen[]> {
  const names = (await readdir(folder)).filter((name) => formatOf(name));
  const seen = await Promise.all(names.map((name) => look(folder, name)));
  return seen.flatMap((one) => one ?? []).sort((a, b) => a.modifiedMs - b.modifiedMs || (a.name < b.name ? -1 : 1));
}

/** Undefined for what is gone or no file. */
export async function look(folder: string, name: string): Promise<Seen | undefined> {
  const found = await statOf(join(folder, name));
  return found?.isFile() ? { name, size: found.size, modifiedMs: found.mtimeMs, inode: found.ino } : undefined;
}

/**
 * Moves a file to `done/` or `refused/` with the server's answer beside it. Nothing there is overwritten: a second file of
 * the same name gets a number. A move that a crash broke off between its two steps is only finished, not made twice.
 */
export async function putAway(folder: string, name: string, outcome: Outcome, answer: string): Promise<string> {
  const from = join(folder, name);
  for (let n = 1; ; n += 1) {
    const placed = n === 1 ? name : numbered(name, n);
    const to = join(folder, outcome, placed);
    try {
      // A hard link, unlike a rename, fails when the name is taken.
      await link(from, to);
    } catch (error) {
      if (!(await isSameFile(from, to))) {
        if (codeOf(error) === 'EEXIST') continue;
        throw error;
      }
    }
    await writeWhole(`${to}.answer`, answer);
    await unlink(from);
    return placed;
  }
}

function numbered(name: string, n: number): string {
  const at = name.indexOf('.', 1);
  return `${name.slice(0, at)}-${n}${name.slice(at)}`;
}

async function isSameFile(a: string, b: string): Promise<boolean> {
  const [one, other] = [await statOf(a), await statOf(b)];
  return one !== undefined && one.ino === other?.ino && one.dev === other.dev;
}

async function writeWhole(path: string, text: string): Promise<void> {
  await writeFile(`${path}.part`, text);
  await rename(`${path}.part`, path);
}

async function statOf(path: string) {
  try {
    return await stat(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
