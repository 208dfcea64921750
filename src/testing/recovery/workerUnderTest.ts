import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { projectFolder } from '../../dev/webBuild.ts';
import { until, waitMs } from '../until.ts';
import { browserGroups, countIn } from './processes.ts';

export type WorkerUnderTest = {
  pid: number;
  /** The text that the worker wrote to stderr. */
  output(): string;
  hasEnded(): boolean;
  /** Sends SIGKILL; resolves when the worker and its browser have ended. */
  kill(): Promise<void>;
  /** Sends SIGTERM; resolves when the worker and its browser have ended. Throws when they have to be killed. */
  stop(): Promise<void>;
};

/** Starts the worker as a process and waits until it takes jobs. */
export async function startWorker(env: Record<string, string>): Promise<WorkerUnderTest> {
  const child = spawn(process.execPath, [join(projectFolder, 'worker/main.ts')], {
    cwd: projectFolder,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env },
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let output = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? `code ${code}`));
  });
  const ready = new Promise<string>((resolve) => child.once('message', () => resolve('ready')));
  const first = await Promise.race([ready, ended, pause(waitMs, 'not ready in time', { ref: false })]);
  if (first !== 'ready') {
    child.kill('SIGKILL');
    throw new Error(`the worker: ${first}\n${output}`);
  }
  const pid = child.pid ?? 0;

  /** Waits for the end of the worker's browsers, which end shortly after the worker. Gives the number of processes left. */
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
    if (how !== (signal === 'SIGKILL' ? signal : 'code 0')) throw new Error(`the worker, ${signal}: ${how}\n${output}`);
  }

  return {
    pid,
    output: () => output,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
}
