import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { projectFolder } from '../../dev/webBuild.ts';
import { until, waitMs } from '../patience.ts';
import { browserGroups, countIn } from './processes.ts';

export type WorkerUnderTest = {
  pid: number;
  /** What it wrote. */
  said(): string;
  hasEnded(): boolean;
  /** SIGKILL; resolves when its browser is gone with it. */
  kill(): Promise<void>;
  /** SIGTERM; resolves when it has ended by itself with its browser, and throws when it does not. */
  stop(): Promise<void>;
};

/** Starts the real worker as a process of its own and waits until it takes jobs. */
export async function startWorker(env: Record<string, string>): Promise<WorkerUnderTest> {
  const child = spawn(process.execPath, [join(projectFolder, 'worker/main.ts')], {
    cwd: projectFolder,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env },
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? `code ${code}`));
  });
  const ready = new Promise<string>((resolve) => child.once('message', () => resolve('ready')));
  const first = await Promise.race([ready, ended, pause(waitMs, 'not ready in time', { ref: false })]);
  if (first !== 'ready') {
    child.kill('SIGKILL');
    throw new Error(`the worker: ${first}\n${said}`);
  }
  const pid = child.pid ?? 0;

  /** A browser takes a moment to notice that its worker is gone. */
  async function leftover(groups: number[]): Promise<number> {
    await until(async () => (await countIn(groups)) === 0).catch(() => undefined);
    return countIn(groups);
  }

  async function end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const groups = await browserGroups(pid);
    child.kill(signal);
    const how = await Promise.race([ended, pause(waitMs, 'no end', { ref: false })]);
    if (how === 'no end') child.kill('SIGKILL');
    const left = await leftover(groups);
    for (const group of left ? groups : []) process.kill(-group, 'SIGKILL');
    if (left) throw new Error(`the worker left ${left} processes of its browser behind`);
    if (how !== (signal === 'SIGKILL' ? signal : 'code 0')) throw new Error(`the worker, ${signal}: ${how}\n${said}`);
  }

  return {
    pid,
    said: () => said,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
}
