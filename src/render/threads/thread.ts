import { Worker } from 'node:worker_threads';
import { Problem } from '../../domain/problem.ts';
import { within } from '../../domain/within.ts';
import type { CheckTask, IconTask, RenderTask, ThreadAnswer, ThreadSetup, ThreadTask } from './threadMain.ts';

/** Limits of one task. */
export type ThreadLimits = { renderMs: number; checkMs: number; startMs: number; memoryMb: number };

export type Question = Omit<RenderTask, 'id'> | Omit<CheckTask, 'id'> | Omit<IconTask, 'id'>;

export type TemplateThread = {
  /**
   * The thread's answer. Throws Problem('template.render_failed', { reason, message }) when the thread was killed during
   * the task; reason is 'time', 'memory' or 'thread'. A failure does not affect the next task.
   */
  ask(question: Question): Promise<ThreadAnswer>;
  close(): Promise<void>;
};

type Started = { worker: Worker; ready: Promise<void> };

/** One thread that can be killed: no environment, limited memory, limited time. A killed thread is replaced at once. */
export function openThread(limits: ThreadLimits, setup: ThreadSetup): TemplateThread {
  let current: Started | undefined = start(limits, setup);
  let nextId = 1;
  let closed = false;

  async function discard(): Promise<void> {
    const old = current;
    current = closed ? undefined : start(limits, setup);
    await old?.worker.terminate();
  }

  return {
    async ask(question) {
      current ??= start(limits, setup);
      const { worker, ready } = current;
      const ms = question.ask === 'check' ? limits.checkMs : limits.renderMs;
      try {
        await ready;
        return await answerOf(worker, { id: nextId++, ...question }, ms);
      } catch (error) {
        await discard();
        throw error;
      }
    },
    async close() {
      closed = true;
      await discard();
    },
  };
}

function start({ memoryMb, startMs }: ThreadLimits, setup: ThreadSetup): Started {
  // stdout and stderr are captured and dropped, so a template cannot write to the log.
  const worker = new Worker(new URL('./threadMain.ts', import.meta.url), {
    env: {},
    execArgv: [],
    workerData: setup,
    resourceLimits: {
      maxOldGenerationSizeMb: memoryMb,
      maxYoungGenerationSizeMb: 16,
      codeRangeSizeMb: 16,
      stackSizeMb: 2,
    },
    stdout: true,
    stderr: true,
  });
  worker.stdout.resume();
  worker.stderr.resume();
  worker.unref();
  // Without a listener, an error of an idle thread would end the process. The next task replaces the thread.
  worker.on('error', () => {});
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  // The first message is sent when the modules are loaded. A task's time limit does not include the loading.
  worker.once('message', () => resolve());
  worker.once('error', reject);
  worker.once('exit', () => reject(new Error('the template thread ended before it was ready')));
  const ready = within(startMs, promise, () => new Error('the template thread did not start in time'));
  // An idle thread must not keep the process running.
  ready.catch(() => {});
  return { worker, ready };
}

function answerOf(worker: Worker, task: ThreadTask, ms: number): Promise<ThreadAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<ThreadAnswer>();
  const failed = (error: unknown) => reject(died(error));
  worker.on('message', resolve).on('error', failed).on('exit', failed);
  worker.postMessage(task);
  return within(ms, promise, () => killed('time', `The template did not finish within ${ms} ms.`)).finally(() => {
    worker.off('message', resolve).off('error', failed).off('exit', failed);
  });
}

function died(error: unknown): Problem {
  const outOfMemory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return outOfMemory
    ? killed('memory', 'The template needs too much memory.')
    : killed('thread', 'The template ended its thread.');
}

function killed(reason: string, message: string): Problem {
  return new Problem('template.render_failed', { reason, message });
}
