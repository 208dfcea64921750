import { Worker } from 'node:worker_threads';
import { Problem } from '../domain/problem.ts';
import type { CleanHtml } from './html/clean.ts';
import type { TemplateSort } from './partials.ts';
import type { RenderAnswer, RenderTask } from './threadMain.ts';

export type RenderInput = {
  /** Names the template version: one key always comes with the same source. */
  key: string;
  kind: TemplateSort;
  source: string;
  view: object;
  /** Blocks that only we write, by partial name: see logoBlock() and buttonBlock(). */
  made?: { [name: string]: string };
};

export type RenderThread = {
  /**
   * The body and its styles, cleaned. Throws Problem('template.render_failed', { reason, message, line?, column? }); reason is 'template',
   * 'time', 'memory' or 'thread'. Whatever happens, the next call works. `began` is called when it has waited for its turn.
   */
  render(input: RenderInput, began?: () => void): Promise<CleanHtml>;
  close(): Promise<void>;
};

/** A rendering takes a fraction of a millisecond; what takes this long never ends. */
const wallLimitMs = 2_000;
const startLimitMs = 10_000;

const resourceLimits = {
  maxOldGenerationSizeMb: 96,
  maxYoungGenerationSizeMb: 16,
  codeRangeSizeMb: 16,
  stackSizeMb: 2,
};

type Thread = { worker: Worker; online: Promise<void> };

/**
 * Handlebars in a thread that can be killed: no environment, bounded memory, two seconds a rendering. One rendering at a
 * time; a thread that was killed or died is replaced.
 */
export function openRenderThread(): RenderThread {
  let thread: Thread | undefined = start();
  let queue: Promise<unknown> = Promise.resolve();
  let nextId = 1;
  let closed = false;

  async function renderNow(input: RenderInput): Promise<CleanHtml> {
    if (closed) throw new Error('the render thread is closed');
    thread ??= start();
    const { worker, online } = thread;
    try {
      await online;
      const answer = await ask(worker, { id: nextId++, made: {}, ...input });
      if (answer.ok) return answer.html;
      const { id: _, ok: __, ...params } = answer;
      throw new Problem('template.render_failed', { reason: 'template', ...params });
    } catch (error) {
      if (!(error instanceof Problem) || error.params.reason !== 'template') await discard();
      throw error;
    }
  }

  async function discard(): Promise<void> {
    const old = thread;
    thread = closed ? undefined : start();
    await old?.worker.terminate();
  }

  return {
    render(input, began = () => {}) {
      const result = queue.then(() => {
        began();
        return renderNow(input);
      });
      queue = result.catch(() => {});
      return result;
    },
    async close() {
      closed = true;
      await queue;
      await thread?.worker.terminate();
      thread = undefined;
    },
  };
}

function start(): Thread {
  // stdout and stderr are captured and dropped: a template has no way to the log.
  const worker = new Worker(new URL('./threadMain.ts', import.meta.url), {
    env: {},
    execArgv: [],
    resourceLimits,
    stdout: true,
    stderr: true,
  });
  worker.stdout.resume();
  worker.stderr.resume();
  worker.unref();
  // An idle thread that dies is noticed by the next call, not by the process.
  worker.on('error', () => {});
  const online = within(
    startLimitMs,
    'time',
    new Promise<void>((resolve, reject) => {
      worker.once('online', resolve);
      worker.once('error', reject);
    }),
  );
  // Whoever asks awaits it; a thread that is never asked must not end the process.
  online.catch(() => {});
  return { worker, online };
}

function ask(worker: Worker, task: RenderTask): Promise<RenderAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<RenderAnswer>();
  const failed = (error: unknown) => reject(died(error));
  worker.on('message', resolve).on('error', failed).on('exit', failed);
  worker.postMessage(task);
  return within(wallLimitMs, 'time', promise).finally(() => {
    worker.off('message', resolve).off('error', failed).off('exit', failed);
  });
}

function died(error: unknown): Problem {
  const outOfMemory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  const message = outOfMemory ? 'The template needs too much memory.' : 'The render thread ended.';
  return new Problem('template.render_failed', { reason: outOfMemory ? 'memory' : 'thread', message });
}

function within<T>(ms: number, reason: string, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const message = `The template did not finish within ${ms} ms.`;
  const timer = setTimeout(() => reject(new Problem('template.render_failed', { reason, message })), ms);
  return Promise.race([work, promise]).finally(() => clearTimeout(timer));
}
