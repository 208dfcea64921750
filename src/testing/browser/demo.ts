import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { TestProject } from 'vitest/node';
import type { DemoFacts } from '../../dev/demo/demoFacts.ts';
import { freePort } from '../../dev/freePort.ts';
import { projectFolder } from '../../dev/webBuild.ts';
import { startMs } from '../until.ts';

/** Vitest's globalSetup: runs `npm start` with its own folder and port. Tests get the demo's facts by `inject('demo')`. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const demo = await startDemo();
  project.provide('demo', demo.facts);
  return demo.stop;
}

export type RunningDemo = { facts: DemoFacts; dataDir: string; process: ChildProcess; stop(): Promise<void> };

/** Starts the demo, waits for its line "ready …" and reads its facts from demo.json. Throws with the demo's output. */
export async function startDemo(env: Record<string, string> = {}): Promise<RunningDemo> {
  const dataDir = env.DATA_DIR ?? (await mkdtemp(join(tmpdir(), 'efk-demo-')));
  const child = spawn(process.execPath, [join(projectFolder, 'src/dev/start.ts')], {
    cwd: projectFolder,
    // With COMPANY_REGISTERS=off, the demo sends no requests to public registers.
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
  const output: string[] = [];
  await new Promise<void>((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`${why}\n${output.join('\n')}`));
    const timer = setTimeout(() => fail('The demo did not get ready in time. Its output:'), startMs);
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on('line', (line) => {
        output.push(line);
        if (!line.startsWith('ready ')) return;
        clearTimeout(timer);
        resolve();
      });
    }
    child.once('exit', (code) => fail(`The demo ended with code ${code}. Its output:`));
  });
}

declare module 'vitest' {
  interface ProvidedContext {
    demo: DemoFacts;
  }
}
