import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectFolder } from '../../dev/webBuild.ts';

export type Counts = {
  passed: number;
  failed: number;
  skipped: number;
  /** Name of each failed test, with the first line of its error. */
  failures?: string[];
};

/** The parts of Vitest's JSON report that are used here. */
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

/** Runs a tool and counts its exit code as one passed or failed test. */
export async function runTool(name: string, tool: string, args: string[]): Promise<Counts> {
  return (await run(name, tool, args)) === 0
    ? { passed: 1, failed: 0, skipped: 0 }
    : { passed: 0, failed: 1, skipped: 0 };
}

/** Runs one Vitest project in its own process, so that a failing set-up does not stop other projects. */
export async function runVitest(project: string, folder: string): Promise<Counts> {
  const file = join(folder, `vitest-${project}.json`);
  await rm(file, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const code = await run(project, 'vitest', ['run', '--project', project, '--passWithNoTests', ...reporters]);
  const text = await readFile(file, 'utf8').catch(() => undefined);
  const report = text === undefined ? undefined : (JSON.parse(text) as Report);
  return { ...countsOf(report, code), failures: failuresOf(report) };
}

/** Counts tests. An unreadable file counts as one failure, and so does a failing exit code without another failure. */
export function countsOf(report: Report | undefined, exitCode: number | null): Counts {
  const passed = report?.numPassedTests ?? 0;
  const skipped = (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0);
  const unread = (report?.testResults ?? []).filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  const failed = (report?.numFailedTests ?? 0) + unread.length;
  return { passed, skipped, failed: failed === 0 && exitCode !== 0 ? 1 : failed };
}

/** Names of failed tests and unreadable files. The run prints them last, as often only the end of a log is kept. */
export function failuresOf(report: Report | undefined): string[] {
  return (report?.testResults ?? []).flatMap((file) => {
    const failed = file.assertionResults.filter((test) => test.status === 'failed');
    if (failed.length === 0) return file.status === 'failed' ? [`${file.name ?? ''}: ${firstLine(file.message)}`] : [];
    return failed.map((test) => `${file.name ?? ''} > ${test.fullName ?? ''}: ${firstLine(test.failureMessages?.[0])}`);
  });
}

const firstLine = (text = '') => text.split('\n', 1)[0] ?? '';

/** Runs a tool and prefixes each line of its output with the part's name, as parts run side by side. */
async function run(part: string, tool: string, args: string[]): Promise<number | null> {
  const child = spawn(tool, args, {
    cwd: projectFolder,
    // The PATH makes the project's own Node and tools come first.
    env: {
      ...process.env,
      // Without FORCE_COLOR, tools print no colours into a pipe.
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
