import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { look, makeFolders, putAway, type Seen, waiting } from './folders.ts';
import { formatOf } from './formats.ts';
import { push } from './push.ts';

export type TillOptions = {
  folder: string;
  /** The chain's address, e.g. `https://zielony.example.com`. */
  url: string;
  key: string;
  /** Between two looks into the folder. */
  everyMs: number;
  /** So long a file has to be unchanged before it counts as written. */
  settledMs: number;
  /** The first pause after a failure; each further one is twice as long, up to a minute. */
  firstPauseMs?: number;
  say: (line: string) => void;
};

export type Till = { close(): Promise<void>; closed: Promise<void> };

const longestPauseMs = 60_000;

/**
 * Pushes every receipt that appears in the folder, one after the other, and moves its file to `done/` or `refused/`. A file
 * leaves the folder only after the server's answer. A crash at any moment means that a receipt is pushed again, and the
 * server knows it by its identity.
 */
export async function openTill(options: TillOptions): Promise<Till> {
  await makeFolders(options.folder);
  const stopping = new AbortController();
  const closed = watch(options, stopping.signal);
  return {
    closed,
    async close() {
      stopping.abort();
      await closed;
    },
  };
}

async function watch(options: TillOptions, signal: AbortSignal): Promise<void> {
  const { folder, everyMs, settledMs, firstPauseMs = 1000 } = options;
  const settled = settling(settledMs);
  let pauseMs = firstPauseMs;
  while (!signal.aborted) {
    let pause = everyMs;
    for (const seen of settled(await waiting(folder))) {
      const again = await take(options, seen, signal);
      if (signal.aborted) return;
      if (again === undefined) {
        pauseMs = firstPauseMs;
        continue;
      }
      // The server is the same for all files, so all of them wait.
      pause = Math.max(everyMs, again.afterMs ?? pauseMs);
      pauseMs = Math.min(longestPauseMs, pauseMs * 2);
      break;
    }
    await sleep(pause, signal);
  }
}

/** Pushes one file and puts it away; what to wait for when it has to be tried again. */
async function take(
  { folder, url, key, say }: TillOptions,
  seen: Seen,
  signal: AbortSignal,
): Promise<{ afterMs?: number } | undefined> {
  const { name } = seen;
  const format = formatOf(name);
  if (!format) return undefined;
  const body = await readFile(join(folder, name));
  const pushed = await push(new URL(`/api/v1${format.path}`, url), key, format.type, body, signal);
  if (pushed.kind === 'again') {
    if (!signal.aborted) say(`${name}: ${pushed.why}, will be tried again`);
    return pushed.afterMs === undefined ? {} : { afterMs: pushed.afterMs };
  }
  // Written to after all: the answer was to half of the file.
  if (!isUnchanged(seen, await look(folder, name))) return undefined;
  const placed = await putAway(folder, name, pushed.kind, pushed.answer);
  say(`${name}: ${pushed.status} → ${pushed.kind}/${placed}`);
  return undefined;
}

/** Of the files seen, those that have not changed for so long; half a file is still growing, or was written just now. */
function settling(settledMs: number): (seen: Seen[]) => Seen[] {
  let known = new Map<string, { seen: Seen; since: number }>();
  return (seen) => {
    const now = performance.now();
    const next: typeof known = new Map();
    for (const one of seen) {
      const before = known.get(one.name);
      next.set(one.name, before && isUnchanged(before.seen, one) ? before : { seen: one, since: now });
    }
    known = next;
    return seen.filter(({ name, size }) => size > 0 && now - (next.get(name)?.since ?? now) >= settledMs);
  };
}

function isUnchanged(before: Seen, after: Seen | undefined): boolean {
  return before.size === after?.size && before.modifiedMs === after.modifiedMs && before.inode === after.inode;
}

async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await wait(ms, undefined, { signal });
  } catch {
    // Stopped; the loop sees it.
  }
}
