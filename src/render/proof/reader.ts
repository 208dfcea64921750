import { type ChildProcess, fork } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { ProofProblem } from './proof.ts';
import type { ReadAnswer, ReadBack } from './readBack.ts';

export type PdfReader = {
  /**
   * What a printed invoice does not show, as proveInvoice() finds it. A PDF that cannot be read within the limits has the
   * one problem `pdf.unreadable`, with 'time', 'memory', 'size' or 'crash' as its path. The next call works in any case.
   */
  read(input: ReadBack): Promise<(ProofProblem | { code: 'pdf.unreadable'; path: string })[]>;
  close(): Promise<void>;
};

export type ReadLimits = {
  /** For one page, and for each page more. */
  wallMs: number;
  wallMsPerPage: number;
  memoryBytes: number;
  pdfBytes: number;
};

const usual: ReadLimits = {
  wallMs: 10_000,
  wallMsPerPage: 100,
  memoryBytes: 900_000_000,
  pdfBytes: 40_000_000,
};

const memoryLookMs = 100;
const idleMs = 60_000;

/**
 * Reads PDFs back in a child process: MuPDF is WebAssembly, whose memory no limit of a thread counts, and a hostile PDF may
 * keep it busy. One PDF at a time; a child that passes a limit is killed and the next call starts another.
 */
export function openReader(over: Partial<ReadLimits> = {}): PdfReader {
  const limits = { ...usual, ...over };
  let child: ChildProcess | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  let idle: NodeJS.Timeout | undefined;

  function start(): ChildProcess {
    const started = fork(fileURLToPath(new URL('readerMain.ts', import.meta.url)), [], {
      env: {},
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    // A child that dies while nobody asks is replaced by the next call.
    started.on('error', () => {});
    started.unref();
    started.channel?.unref();
    return started;
  }

  function drop(): void {
    child?.kill('SIGKILL');
    child = undefined;
  }

  async function readNow(input: ReadBack) {
    if (input.pdf.byteLength > limits.pdfBytes) return unreadable('size');
    clearTimeout(idle);
    child ??= start();
    const answer = await ask(child, input, limits);
    idle = setTimeout(drop, idleMs).unref();
    if ('problems' in answer) return answer.problems;
    drop();
    return unreadable(answer.failed);
  }

  return {
    read(input) {
      const result = queue.then(() => readNow(input));
      queue = result.catch(() => {});
      return result;
    },
    async close() {
      await queue;
      clearTimeout(idle);
      drop();
    },
  };
}

const unreadable = (path: string) => [{ code: 'pdf.unreadable' as const, path }];

/** The child's answer, or which limit it passed. */
async function ask(child: ChildProcess, { pdf, view, drawn }: ReadBack, limits: ReadLimits): Promise<ReadAnswer> {
  const { promise, resolve } = Promise.withResolvers<ReadAnswer>();
  // Skia writes some kilobytes a page, so the size tells how much there is to read at the most.
  const wallMs = limits.wallMs + (limits.wallMsPerPage * pdf.byteLength) / 4_000;
  const clock = setTimeout(() => resolve({ failed: 'time' }), wallMs);
  const memory = setInterval(async () => {
    if ((await residentBytes(child.pid)) > limits.memoryBytes) resolve({ failed: 'memory' });
  }, memoryLookMs);
  const crashed = () => resolve({ failed: 'crash' });
  child.on('message', resolve).on('exit', crashed);
  child.channel?.ref();
  child.ref();
  child.send({ pdf, view, drawn }, (error) => error && crashed());
  try {
    return await promise;
  } finally {
    clearTimeout(clock);
    clearInterval(memory);
    child.off('message', resolve).off('exit', crashed);
    child.unref();
    child.channel?.unref();
  }
}

/** Zero where the system has no /proc: the other limits hold there. */
async function residentBytes(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
}
