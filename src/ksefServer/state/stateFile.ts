import { readFile, rename, writeFile } from 'node:fs/promises';
import { newState } from './newState.ts';
import type { Keys, Session, State } from './state.ts';

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
    const state: State = JSON.parse(await readFile(path, 'utf8'));
    for (const session of Object.values(state.sessions)) cancelIfInterrupted(session);
    return state;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** A batch that was being judged when the process ended is not taken up again: its client sends it anew. */
function cancelIfInterrupted(session: Session): void {
  if (!session.working) return;
  delete session.working;
  session.failed = { code: 500, description: 'Nieznany błąd (500)' };
}

/** The rename replaces the file as a whole, so that a killed process leaves no half of it. */
async function writeState(path: string, state: State): Promise<void> {
  await writeFile(`${path}.part`, JSON.stringify(state), { mode: 0o600 });
  await rename(`${path}.part`, path);
}
