import type { TemplateError, TemplateKind } from '../../contract/templates.ts';
import type { AppIcon } from '../../domain/chains/appIcons.ts';
import type { Theme } from '../../domain/chains/theme.ts';
import { Problem } from '../../domain/problem.ts';
import { openTurns } from '../../domain/turns.ts';
import type { CleanHtml } from '../html/clean.ts';
import type { TemplateSort } from '../source/partials.ts';
import { firstPlace, templateError } from '../source/templateErrors.ts';
import { openThread, type Question, type TemplateThread, type ThreadLimits } from './thread.ts';
import type { ThreadAnswer } from './threadMain.ts';

export type RenderInput = {
  /** Names the template version: a key always has the same source. */
  key: string;
  kind: TemplateSort;
  source: string;
  view: object;
  /** Blocks of the platform's own HTML, by partial name: see logoBlock() and buttonBlock(). */
  blocks?: { [name: string]: string };
};

export type TemplateThreads = {
  /**
   * HTML of the body. Throws Problem('template.render_failed', { reason, message, line?, column? }); reason is
   * 'template', or 'time', 'memory' or 'thread' when the thread was killed. Throws Problem('rate.limited') when too many
   * tasks of the chain wait already. A failure does not affect the next task.
   */
  render(chain: string, input: RenderInput): Promise<CleanHtml>;
  /**
   * The errors of a source, each with line and column; empty when the source may be published. A killed check returns the
   * one error 'template.too_slow'. Throws Problem('rate.limited') as above, and Problem('unavailable') when no thread
   * starts.
   */
  check(chain: string, input: { kind: TemplateKind; source: string }): Promise<TemplateError[]>;
  /**
   * An icon of a theme as PNG. Throws Problem('unavailable') for a logo that cannot be drawn within the limits of a
   * rendering, and Problem('rate.limited') as above.
   */
  icon(chain: string, input: { theme: Theme; icon: AppIcon }): Promise<Uint8Array>;
  close(): Promise<void>;
};

const usual: ThreadLimits = {
  // A rendering takes less than 1 ms, and a check of the longest template some tens of ms.
  renderMs: 2_000,
  checkMs: 1_500,
  startMs: 30_000,
  memoryMb: 96,
};

/**
 * Threads that parse and run what admins write: a few threads that can be killed, shared by all chains. A chain uses one
 * thread at a time, so one chain never occupies all. A thread starts with the first task that needs it.
 */
export function openTemplateThreads(options: {
  size: number;
  /** Tasks of one chain that may wait. */
  mostWaiting?: number;
  /** Lowers the threads' CPU priority, where the system has one for a thread. */
  nice?: number;
  limits?: Partial<ThreadLimits>;
}): TemplateThreads {
  const { size, mostWaiting = 8, nice = 0 } = options;
  const limits = { ...usual, ...options.limits };
  const turns = openTurns({ slots: size, mostWaiting });
  const all: TemplateThread[] = [];
  const idle: TemplateThread[] = [];
  let closed = false;

  function freeThread(): TemplateThread {
    const free = idle.pop();
    if (free) return free;
    const thread = openThread(limits, { nice });
    all.push(thread);
    return thread;
  }

  function ask(chain: string, question: Question): Promise<ThreadAnswer> {
    return turns.take(chain, async () => {
      if (closed) throw new Error('the template threads are closed');
      const thread = freeThread();
      try {
        return await thread.ask(question);
      } finally {
        idle.push(thread);
      }
    });
  }

  return {
    async render(chain, input) {
      const answer = await ask(chain, { ask: 'render', blocks: {}, ...input });
      if (answer.ok && 'html' in answer) return answer.html;
      const { id: _, ok: __, ...params } = answer;
      throw new Problem('template.render_failed', { reason: 'template', ...params });
    },
    async check(chain, input) {
      try {
        const answer = await ask(chain, { ask: 'check', ...input });
        return answer.ok && 'errors' in answer ? answer.errors : [tooSlow];
      } catch (error) {
        if (wasKilled(error)) return [tooSlow];
        if (error instanceof Problem || closed) throw error;
        throw new Problem('unavailable', { what: 'templates', cause: error });
      }
    },
    async icon(chain, input) {
      try {
        const answer = await ask(chain, { ask: 'icon', ...input });
        if (answer.ok && 'png' in answer) return answer.png;
        throw new Error('the thread drew nothing');
      } catch (error) {
        if ((error instanceof Problem && !wasKilled(error)) || closed) throw error;
        throw new Problem('unavailable', { what: 'icon', cause: error });
      }
    },
    async close() {
      closed = true;
      await turns.idle();
      await Promise.all(all.map((thread) => thread.close()));
    },
  };
}

/** Whether a limit stopped the template. Any other error is a mistake in the template. */
export function wasKilled(error: unknown): boolean {
  return error instanceof Problem && ['time', 'memory', 'thread'].includes(String(error.params.reason));
}

/** The check did not finish within its limits, so no other error is known. */
const tooSlow = templateError('template.too_slow', firstPlace, { reason: 'check' });

/** Whether these are the errors of a check that was killed. */
export const isTooSlow = (errors: readonly TemplateError[]): boolean =>
  errors.some(({ code }) => code === tooSlow.code);
