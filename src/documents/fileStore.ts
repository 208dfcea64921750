import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DocumentStore } from './documentStore.ts';
import { checkedKey } from './key.ts';

/** Documents as files in one folder, readable by their owner only. */
export function openFileStore(folder: string): DocumentStore {
  return {
    async put(key, bytes) {
      const path = join(folder, checkedKey(key));
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      // No key begins with a dot.
      const draft = join(dirname(path), `.${randomUUID()}.part`);
      try {
        await writeThrough(draft, bytes);
        await rename(draft, path);
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
      await syncFolder(dirname(path));
    },

    async get(key) {
      try {
        return new Uint8Array(await readFile(join(folder, checkedKey(key))));
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },

    async remove(key) {
      await rm(join(folder, checkedKey(key)), { force: true });
    },
  };
}

async function writeThrough(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Without fsync of the folder, a power failure may undo the rename. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
