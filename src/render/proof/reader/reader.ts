import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Problem } from '../../../domain/problem.ts';
import { openTurns } from '../../../domain/turns.ts';
import type { ProofProblem } from '../proof.ts';
import type { ReadAnswer, ReadBack } from './readBack.ts';

export type PdfReaders = {
  /**
   * Gives the problems that proveInvoice() finds in a PDF. Throws Problem('document.failed', { reason }) for a PDF that cannot
   * be read within the limits; reason is 'time', 'memory', 'size' or 'crash'. A failure does not affect the next call.
   */
  read(chain: string, input: ReadBack): Promise<ProofProblem[]>;
  close(): Promise<void>;
};

export type ReadLimits = {
  /** The time limit: wallMs + wallMsPerPage × pages, with the pages estimated from the size of the PDF. */
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
 * Reads PDFs back in child processes. A worker thread does not suffice: its memory limits do not count WebAssembly, in which
 * MuPDF runs, and a hostile PDF can keep MuPDF busy for minutes. One PDF of a chain is read at a time. A child that exceeds a
 * limit is killed, and a later call starts another.
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
    // An idle child that exits is dropped here; the next call starts another. The 'error' listener prevents a throw.
    child.on('error', () => {}).on('exit', () => drop(child));
    unref(child);
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
    // The failure may come from what a used child read before, so the PDF is read again by a new child.
    const last = 'failed' in answer && used && answer.failed !== 'time' ? await askOf(start(), input) : answer;
    if ('failed' in last) throw unreadable(last.failed);
    return last.problems;
  }

  async function askOf(child: ChildProcess, input: ReadBack): Promise<ReadAnswer> {
    const answer = await ask(child, input, limits);
    // WebAssembly memory grows and never shrinks, so a child that uses much is replaced.
    const isLarge = residentBytes(child.pid) > limits.memoryBytes / 2;
    if ('failed' in answer || isLarge) drop(child);
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

/** Lets this process exit while the child is idle. */
function unref(child: ChildProcess): void {
  child.unref();
  child.channel?.unref();
}

/** The child's answer, or the limit that the child exceeded. */
async function ask(child: ChildProcess, { pdf, view, drawn }: ReadBack, limits: ReadLimits): Promise<ReadAnswer> {
  const { promise, resolve } = Promise.withResolvers<ReadAnswer>();
  // The number of pages is not known yet; Skia writes about 4 kB a page, so the size gives an estimate.
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
    unref(child);
  }
}

/**
 * Resident memory in bytes; 0 on systems without /proc, where the memory limit has no effect. Files of /proc are in memory, and
 * reading them synchronously takes a tenth of the CPU time.
 */
function residentBytes(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
