import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { TestProject } from 'vitest/node';
import type { DemoFacts } from '../../dev/demo/demoFacts.ts';
import { freePort } from '../../dev/freePort.ts';
import { projectFolder } from '../../dev/webBuild.ts';
import { startMs } from '../patience.ts';

/** Vitest's globalSetup: `npm start` in a folder and on a port of its own; tests get its facts by `inject('demo')`. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const demo = await startDemo();
  project.provide('demo', demo.facts);
  return demo.stop;
}

export type RunningDemo = { facts: DemoFacts; dataDir: string; process: ChildProcess; stop(): Promise<void> };

/** Starts what a newcomer starts, waits for its last line and reads the facts it wrote. Throws with what it printed. */
export async function startDemo(env: Record<string, string> = {}): Promise<RunningDemo> {
  const dataDir = env.DATA_DIR ?? (await mkdtemp(join(tmpdir(), 'efk-demo-')));
  const child = spawn(process.execPath, [join(projectFolder, 'src/dev/start.ts')], {
    cwd: projectFolder,
    // Tests ask no public register.
    env: { ...process.env, COMPANY_REGISTERS: 'off', DATA_DIR: dataDir, PORT: String(await freePort()), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  async function stop(): Promise<void> {
    child.kill('SIGTERM');
    await gone;
    if (env.DATA_DIR === undefined) await rm(dataDir, { recursive: true, force: true });
  }
  try {
    await untilReady(child);
    const facts = JSON.parse(await readFile(join(dataDir, 'demo.json'), 'utf8')) as DemoFacts;
    return { facts, dataDir, process: child, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function untilReady(child: ChildProcess): Promise<void> {
  const said: string[] = [];
  await new Promise<void>((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`${why}\n${said.join('\n')}`));
    const timer = setTimeout(() => fail('The demo did not get ready in time. It said:'), startMs);
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on('line', (line) => {
        said.push(line);
        if (!line.startsWith('ready ')) return;
        clearTimeout(timer);
        resolve();
      });
    }
    child.once('exit', (code) => fail(`The demo ended with code ${code}. It said:`));
  });
}

declare module 'vitest' {
  interface ProvidedContext {
    demo: DemoFacts;
  }
}
