import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { TestProject } from 'vitest/node';
import { freePort } from '../../dev/freePort.ts';
import { startMs, until, waitMs } from '../until.ts';

export type ThrowAwayRedis = { url: string; pid: number | undefined; stop(): Promise<void> };

/**
 * Vitest's globalSetup: provides `inject('redisUrl')`. Without redis-server the URL is undefined: a test fails in CI, and
 * elsewhere the tests on Redis are skipped with a warning.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const redis = await startRedis();
  project.provide('redisUrl', redis?.url);
  if (!redis) console.warn(`\n  ${noRedis}\n`);
  return async () => {
    await redis?.stop();
  };
}

export const noRedis =
  'There is no redis-server, so the queue is tested on PostgreSQL only. Install it with "apt-get install redis-server".';

/** Starts a redis-server on loopback without persistence; undefined where there is none and none can be installed. */
export async function startRedis(): Promise<ThrowAwayRedis | undefined> {
  const program = findRedis();
  if (!program) return undefined;
  const folder = await mkdtemp(join(tmpdir(), 'efk-test-redis-'));
  const port = await freePort();
  const settings = {
    port,
    bind: '127.0.0.1',
    dir: folder,
    save: '',
    appendonly: 'no',
    'maxmemory-policy': 'noeviction',
  };
  const server = spawn(
    program,
    Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]),
    { stdio: 'ignore' },
  );
  await untilAnswering(port, server);
  return {
    url: `redis://127.0.0.1:${port}`,
    pid: server.pid,
    async stop() {
      const gone = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGTERM');
      await Promise.race([gone, pause(waitMs, undefined, { ref: false })]);
      server.kill('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The path of redis-server. As root on Debian, installs the package when there is none. */
export function findRedis(): string | undefined {
  const found = which('redis-server');
  if (found) return found;
  if (process.getuid?.() !== 0 || !which('apt-get')) return undefined;
  console.log('Installing redis-server for the queue tests …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore', env, timeout: startMs });
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'redis-server'], {
    stdio: 'ignore',
    // Debian starts a service after installing it. RUNLEVEL=1 prevents that.
    env: { ...env, RUNLEVEL: '1' },
    timeout: startMs,
  });
  return which('redis-server');
}

function which(program: string): string | undefined {
  const found = spawnSync('/bin/sh', ['-c', `command -v ${program}`], { encoding: 'utf8' });
  return found.status === 0 ? found.stdout.trim() : undefined;
}

async function untilAnswering(port: number, server: ChildProcess): Promise<void> {
  const answers = () =>
    new Promise<boolean>((resolve) => {
      const socket = createConnection(port, '127.0.0.1', () => resolve(true));
      socket.once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
  const gaveUp = async () => server.exitCode !== null;
  await until(async () => (await gaveUp()) || answers(), { everyMs: 20 }).catch(() => undefined);
  if (!(await gaveUp()) && (await answers())) return;
  server.kill('SIGKILL');
  throw new Error('redis-server did not come up');
}

declare module 'vitest' {
  interface ProvidedContext {
    redisUrl: string | undefined;
  }
}
