import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import Handlebars from 'handlebars';
import type { TemplateError, TemplateKind } from '../../contract/templates.ts';
import type { AppIcon } from '../../domain/chains/appIcons.ts';
import type { Theme } from '../../domain/chains/theme.ts';
import { checkSource } from '../check/checkSource.ts';
import { type CleanHtml, cleanHtml, linksIn } from '../html/clean.ts';
import { helpers } from '../source/helpers.ts';
import { invoicePartials, type TemplateSort, trustedBlocks } from '../source/partials.ts';

/** One rendering. `blocks` are blocks of the platform: the logo, the button. */
export type RenderTask = {
  ask: 'render';
  id: number;
  key: string;
  kind: TemplateSort;
  source: string;
  view: object;
  blocks: { [name: string]: string };
};

/** One check of a source. */
export type CheckTask = { ask: 'check'; id: number; kind: TemplateKind; source: string };
export type CheckAnswer = { id: number; ok: true; errors: TemplateError[] };

/** One icon of a theme. */
export type IconTask = { ask: 'icon'; id: number; theme: Theme; icon: AppIcon };
export type IconAnswer = { id: number; ok: true; png: Uint8Array };

export type ThreadSetup = { nice: number };
export type ThreadAnswer = RenderAnswer | CheckAnswer | IconAnswer;
export type ThreadTask = RenderTask | CheckTask | IconTask;

export type RenderAnswer =
  | { id: number; ok: true; html: CleanHtml }
  | { id: number; ok: false; message: string; line?: number; column?: number };

// Compiled templates of all chains share the thread's memory, so their total length is limited too.
const keptTemplates = 64;
const keptCharacters = 1_000_000;
const longestOutput = 8_000_000;

const handlebars = Handlebars.create();
for (const name of Object.keys(handlebars.helpers)) {
  if (!['if', 'unless', 'each'].includes(name)) handlebars.unregisterHelper(name);
}
handlebars.registerHelper(helpers);

const compileOptions: CompileOptions = { knownHelpersOnly: true, preventIndent: true, knownHelpers: allKnown() };
const partials = Object.fromEntries(
  Object.entries(invoicePartials).map(([name, source]) => [name, handlebars.compile(source, compileOptions)]),
);
const templates = new Map<string, { template: Handlebars.TemplateDelegate; length: number }>();

const { nice } = workerData as ThreadSetup;
// On Linux this sets the priority of the calling thread; elsewhere it would set that of the whole process.
if (nice > 0 && process.platform === 'linux') setPriority(nice);
parentPort?.on('message', async (task: ThreadTask) => parentPort?.postMessage(await answerTo(task)));
parentPort?.postMessage('ready');

function answerTo(task: ThreadTask): ThreadAnswer | Promise<ThreadAnswer> {
  if (task.ask === 'check') return check(task);
  return task.ask === 'icon' ? draw(task) : answer(task);
}

/** Few threads ever draw, so only those load the drawing program. An error of it ends the thread. */
async function draw({ id, theme, icon }: IconTask): Promise<IconAnswer> {
  const { drawIcon } = await import('../page/drawIcon.ts');
  return { id, ok: true, png: await drawIcon(theme, icon) };
}

function check({ id, kind, source }: CheckTask): CheckAnswer {
  return { id, ok: true, errors: checkSource(kind, source) };
}

function answer(task: RenderTask): RenderAnswer {
  try {
    const html = templateOf(task)(task.view, {
      partials: { ...(task.kind === 'invoice' && partials), ...blockPartials(task) },
    });
    if (html.length > longestOutput) return { id: task.id, ok: false, message: 'The page grows too long.' };
    return { id: task.id, ok: true, html: cleanHtml(html, task.kind, linksIn(task.blocks.button ?? '')) };
  } catch (error) {
    return { id: task.id, ok: false, ...failureOf(error) };
  }
}

/** Compiles a template once per key; the least recently used are dropped first. */
function templateOf({ key, source }: RenderTask): Handlebars.TemplateDelegate {
  const kept = templates.get(key) ?? { template: handlebars.compile(source, compileOptions), length: source.length };
  templates.delete(key);
  templates.set(key, kept);
  let length = [...templates.values()].reduce((sum, one) => sum + one.length, 0);
  for (const [oldest, one] of templates) {
    if (oldest === key || (templates.size <= keptTemplates && length <= keptCharacters)) break;
    templates.delete(oldest);
    length -= one.length;
  }
  return kept.template;
}

/** A missing block prints nothing. */
function blockPartials({ kind, blocks }: RenderTask): { [name: string]: Handlebars.TemplateDelegate } {
  return Object.fromEntries(trustedBlocks[kind].map((name) => [name, () => blocks[name] ?? '']));
}

function failureOf(error: unknown): { message: string; line?: number; column?: number } {
  const { message, lineNumber, column } = error as Partial<Handlebars.Exception> & { message?: string };
  return {
    message: (message ?? 'The template cannot be rendered.').split('\n')[0] ?? '',
    ...(lineNumber !== undefined && { line: lineNumber }),
    ...(column !== undefined && { column: column + 1 }),
  };
}

// Handlebars allows its helpers `log` and `lookup` unless they are switched off by name.
function allKnown(): { [name: string]: boolean } {
  const known = Object.fromEntries(Object.keys(helpers).map((name) => [name, true]));
  return { ...known, log: false, lookup: false, with: false, helperMissing: false, blockHelperMissing: false };
}
