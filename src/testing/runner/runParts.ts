import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectFolder } from '../../dev/webBuild.ts';

export type Counts = {
  passed: number;
  failed: number;
  skipped: number;
  /** What failed, by name, each with the first line of its error. */
  failures?: string[];
};

/** What Vitest's JSON reporter writes, as far as it is read here. */
type Report = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: {
    status: string;
    name?: string;
    message?: string;
    assertionResults: { status: string; fullName?: string; failureMessages?: string[] }[];
  }[];
};

/** A tool that either finds nothing or fails counts as one test. */
export async function runTool(name: string, tool: string, args: string[]): Promise<Counts> {
  return (await run(name, tool, args)) === 0
    ? { passed: 1, failed: 0, skipped: 0 }
    : { passed: 0, failed: 1, skipped: 0 };
}

/** One Vitest project in a process of its own, so that a set-up that fails takes no other project with it. */
export async function runVitest(project: string, folder: string): Promise<Counts> {
  const file = join(folder, `vitest-${project}.json`);
  await rm(file, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const code = await run(project, 'vitest', ['run', '--project', project, '--passWithNoTests', ...reporters]);
  const text = await readFile(file, 'utf8').catch(() => undefined);
  const report = text === undefined ? undefined : (JSON.parse(text) as Report);
  return { ...countsOf(report, code), failures: failuresOf(report) };
}

/** Failures outside any test, such as a file that cannot be read or a set-up that throws, count as one each. */
export function countsOf(report: Report | undefined, exitCode: number | null): Counts {
  const passed = report?.numPassedTests ?? 0;
  const skipped = (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0);
  const unread = (report?.testResults ?? []).filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  const failed = (report?.numFailedTests ?? 0) + unread.length;
  return { passed, skipped, failed: failed === 0 && exitCode !== 0 ? 1 : failed };
}

/** Failed tests and unreadable files; a log is often kept only from its end, so the run prints these last. */
export function failuresOf(report: Report | undefined): string[] {
  return (report?.testResults ?? []).flatMap((file) => {
    const failed = file.assertionResults.filter((test) => test.status === 'failed');
    if (failed.length === 0) return file.status === 'failed' ? [`${file.name ?? ''}: ${firstLine(file.message)}`] : [];
    return failed.map((test) => `${file.name ?? ''} > ${test.fullName ?? ''}: ${firstLine(test.failureMessages?.[0])}`);
  });
}

const firstLine = (text = '') => text.split('\n', 1)[0] ?? '';

/** Runs a tool; each line of its output begins with the part's name, since parts run side by side. */
async function run(part: string, tool: string, args: string[]): Promise<number | null> {
  const child = spawn(tool, args, {
    cwd: projectFolder,
    // The project's own Node and tools, also where the machine has older ones.
    env: {
      ...process.env,
      // Into a pipe, tools would leave their colours out.
      ...(process.stdout.isTTY && { FORCE_COLOR: '1' }),
      PATH: `${join(projectFolder, 'node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}`,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => console.log(`${part.padEnd(9)} ${line}`));
  return new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.once('close', resolve);
  });
}
