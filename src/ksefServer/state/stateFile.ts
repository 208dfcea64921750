import { readFile, rename, writeFile } from 'node:fs/promises';
import { newState } from './newState.ts';
import type { Keys, State } from './state.ts';

const waitMs = 200;

export type KeptState = { state: State; changed: () => void; close: () => Promise<void> };

/**
 * The state of a file, or a new one. Changes are written together, 200 ms after the first: the file serves a demo that keeps
 * its numbers over a restart, it is no database. Without a file the state ends with the process.
 */
export async function openState(path: string | undefined, newKeys: () => Promise<Keys>): Promise<KeptState> {
  if (path === undefined) return { state: newState(await newKeys()), changed: () => {}, close: async () => {} };
  const state = (await readState(path)) ?? newState(await newKeys());
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();
  const write = () => {
    timer = undefined;
    writing = writing.then(() => writeState(path, state));
  };
  const changed = () => {
    timer ??= setTimeout(write, waitMs);
  };
  changed();
  const close = async () => {
    clearTimeout(timer);
    write();
    await writing;
  };
  return { state, changed, close };
}

async function readState(path: string): Promise<State | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The rename replaces the file as a whole, so that a killed process leaves no half of it. */
async function writeState(path: string, state: State): Promise<void> {
  await writeFile(`${path}.new`, JSON.stringify(state), { mode: 0o600 });
  await rename(`${path}.new`, path);
}
