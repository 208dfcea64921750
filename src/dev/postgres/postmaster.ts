import { type ChildProcess, spawn } from 'node:child_process';
import { open, readFile, readlink, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { PostgresProgram } from './postgresProgram.ts';

export type Postmaster = {
  /** Resolves when the server has ended for any reason. */
  gone: Promise<void>;
  /** Sends SIGINT; after 3 s stronger signals. A server that was killed recovers its data at the next start. */
  stop(): Promise<void>;
};

const startLimitMs = 60_000;
const pollMs = 20;

/**
 * Starts a server on `cluster` and waits until the server accepts connections. The server ends with this process, even
 * when this process is killed. A failed start throws an Error with the last lines of the log.
 */
export async function startPostmaster(
  program: PostgresProgram,
  options: { cluster: string; logFile: string; settings: Record<string, string> },
): Promise<Postmaster> {
  const log = await open(options.logFile, 'a', 0o600);
  const settings = Object.entries(options.settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // Detached, because Ctrl-C in a terminal signals the whole process group, and the server must end after its clients.
  const server = spawn(join(program.folder, 'bin', 'postgres'), ['-D', options.cluster, ...settings], {
    ...program.account,
    cwd: '/',
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  const gone = new Promise<void>((resolve) => {
    server.once('exit', () => resolve());
    server.once('error', () => resolve());
  });
  await log.close();
  const guard = startGuard(server, program);
  gone.then(() => guard?.kill('SIGKILL'));

  const ready = await Promise.race([untilReady(options.cluster, server), gone.then(() => false)]);
  if (!ready) {
    server.kill('SIGQUIT');
    throw new Error(`PostgreSQL did not start. ${options.logFile} ends with:\n${await endOf(options.logFile)}`);
  }
  return { gone, stop: () => stop(server, gone) };
}

/** Stops a server that a killed run left running on `cluster`, and deletes a lock file without a server. */
export async function endStalePostmaster(cluster: string, onNotice: (text: string) => void): Promise<void> {
  const pid = Number((await readLock(cluster))[0]);
  if (!Number.isInteger(pid) || pid <= 1) return;
  if (await isPostmasterOf(pid, cluster)) {
    onNotice(`A PostgreSQL server of an earlier run (process ${pid}) is still up; it is stopped first.`);
    process.kill(pid, 'SIGINT');
    for (let waited = 0; (await isPostmasterOf(pid, cluster)) && waited < 10_000; waited += pollMs) await pause(pollMs);
    if (await isPostmasterOf(pid, cluster)) {
      throw new Error(`Process ${pid} still uses the database in ${cluster}. Stop it and start again.`);
    }
  }
  // PostgreSQL checks only the process id in the lock file. After a container restart another program may have that id.
  await rm(join(cluster, 'postmaster.pid'), { force: true });
}

/** A second process that stops the server when this process ends in any way: the pipe between the two then closes. */
function startGuard(server: ChildProcess, program: PostgresProgram): ChildProcess | undefined {
  if (server.pid === undefined || process.platform === 'win32') return undefined;
  const guard = spawn('/bin/sh', ['-c', 'cat >/dev/null; kill -INT "$1"', 'sh', String(server.pid)], {
    ...program.account,
    cwd: '/',
    env: { PATH: '/usr/bin:/bin' },
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.unref();
  return guard;
}

async function untilReady(cluster: string, server: ChildProcess): Promise<boolean> {
  for (let waited = 0; waited < startLimitMs; waited += pollMs) {
    const lock = await readLock(cluster);
    if (Number(lock[0]) === server.pid && lock[7]?.trim() === 'ready') return true;
    await pause(pollMs);
  }
  return false;
}

async function stop(server: ChildProcess, gone: Promise<void>): Promise<void> {
  for (const [signal, limitMs] of [
    ['SIGINT', 3_000],
    ['SIGQUIT', 1_500],
    ['SIGKILL', 1_000],
  ] as const) {
    server.kill(signal);
    const done = await Promise.race([gone.then(() => true), pause(limitMs, false, { ref: false })]);
    if (done) return;
  }
}

/** Lines of postmaster.pid: process, folder, start time, port, socket, address, shared memory, state. */
async function readLock(cluster: string): Promise<string[]> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '');
  return text.split('\n');
}

async function isPostmasterOf(pid: number, cluster: string): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // The working folder of a postmaster is its cluster. Without /proc the lock file is the only evidence.
  return readlink(`/proc/${pid}/cwd`).then(
    (folder) => folder === cluster,
    () => process.platform !== 'linux',
  );
}

async function endOf(logFile: string): Promise<string> {
  const text = await readFile(logFile, 'utf8').catch(() => '');
  return text.trimEnd().split('\n').slice(-8).join('\n');
}
