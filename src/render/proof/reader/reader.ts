import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Problem } from '../../../domain/problem.ts';
import { openTurns } from '../../../domain/turns.ts';
import type { ProofProblem } from '../proof.ts';
import type { ReadAnswer, ReadBack } from './readBack.ts';

export type PdfReaders = {
  /**
   * What a printed invoice does not show, as proveInvoice() finds it. Throws Problem('document.failed', { reason }) for a PDF
   * that cannot be read within the limits: reason is 'time', 'memory', 'size' or 'crash'. The next call works in any case.
   */
  read(chain: string, input: ReadBack): Promise<ProofProblem[]>;
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
  memoryBytes: 1_200_000_000,
  pdfBytes: 40_000_000,
};

const memoryLookMs = 100;

/**
 * Reads PDFs back in child processes: MuPDF is WebAssembly, whose memory no limit of a thread counts, and a hostile PDF may
 * keep it busy. A chain has one PDF read at a time; a child that passes a limit is killed, and the next call starts another.
 */
export function openReaders(options: { size: number; nice?: number; limits?: Partial<ReadLimits> }): PdfReaders {
  const { size, nice = 0 } = options;
  const limits = { ...usual, ...options.limits };
  const turns = openTurns({ slots: size, mostWaiting: Number.POSITIVE_INFINITY });
  const children = new Set<ChildProcess>();
  const idle: ChildProcess[] = [];

  function start(): ChildProcess {
    const child = fork(fileURLToPath(new URL('readerMain.ts', import.meta.url)), [String(nice)], {
      env: {},
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    children.add(child);
    // A child that dies while nobody asks is replaced by the next call.
    child.on('error', () => {}).on('exit', () => drop(child));
    rest(child);
    return child;
  }

  function drop(child: ChildProcess): void {
    children.delete(child);
    const at = idle.indexOf(child);
    if (at >= 0) idle.splice(at, 1);
    child.kill('SIGKILL');
  }

  async function read(input: ReadBack): Promise<ProofProblem[]> {
    if (input.pdf.byteLength > limits.pdfBytes) throw unreadable('size');
    const used = idle.pop();
    const answer = await askOf(used ?? start(), input);
    // A child that has read before may fail of that; a fresh one tells.
    const last = 'failed' in answer && used && answer.failed !== 'time' ? await askOf(start(), input) : answer;
    if ('failed' in last) throw unreadable(last.failed);
    return last.problems;
  }

  async function askOf(child: ChildProcess, input: ReadBack): Promise<ReadAnswer> {
    const answer = await ask(child, input, limits);
    // WebAssembly's memory grows and never shrinks.
    const isWorn = residentBytes(child.pid) > limits.memoryBytes / 2;
    if ('failed' in answer || isWorn) drop(child);
    else idle.push(child);
    return answer;
  }

  return {
    read: (chain, input) => turns.take(chain, () => read(input)),
    async close() {
      await turns.idle();
      for (const child of children) drop(child);
    },
  };
}

const unreadable = (reason: string) => new Problem('document.failed', { reason });

/** A child that only waits keeps no process running. */
function rest(child: ChildProcess): void {
  child.unref();
  child.channel?.unref();
}

/** The child's answer, or which limit it passed. */
async function ask(child: ChildProcess, { pdf, view, drawn }: ReadBack, limits: ReadLimits): Promise<ReadAnswer> {
  const { promise, resolve } = Promise.withResolvers<ReadAnswer>();
  // Skia writes some kilobytes a page, so the size tells how much there is to read at the most.
  const wallMs = limits.wallMs + (limits.wallMsPerPage * pdf.byteLength) / 4_000;
  const clock = setTimeout(() => resolve({ failed: 'time' }), wallMs);
  const memory = setInterval(() => {
    if (residentBytes(child.pid) > limits.memoryBytes) resolve({ failed: 'memory' });
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
    rest(child);
  }
}

/** Zero where the system has no /proc: the other limits hold there. Synchronous, as /proc is memory: a tenth of the CPU time. */
function residentBytes(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
