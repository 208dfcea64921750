import { parentPort } from 'node:worker_threads';
import Handlebars from 'handlebars';
import { helpers } from './helpers.ts';
import { type CleanHtml, cleanHtml, linksIn } from './html/clean.ts';
import { invoicePartials, madeHere, type TemplateSort } from './partials.ts';

/** One rendering asked of the thread. `made` are blocks written by us: the logo, the button. */
export type RenderTask = {
  id: number;
  key: string;
  kind: TemplateSort;
  source: string;
  view: object;
  made: { [name: string]: string };
};

export type RenderAnswer =
  | { id: number; ok: true; html: CleanHtml }
  | { id: number; ok: false; message: string; line?: number; column?: number };

const keptTemplates = 64;
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
const templates = new Map<string, Handlebars.TemplateDelegate>();

parentPort?.on('message', (task: RenderTask) => parentPort?.postMessage(answer(task)));

function answer(task: RenderTask): RenderAnswer {
  try {
    const html = templateOf(task)(task.view, {
      partials: { ...(task.kind === 'invoice' && partials), ...madeBlocks(task) },
    });
    if (html.length > longestOutput) return { id: task.id, ok: false, message: 'The page grows too long.' };
    return { id: task.id, ok: true, html: cleanHtml(html, task.kind, linksIn(task.made.button ?? '')) };
  } catch (error) {
    return { id: task.id, ok: false, ...whatWentWrong(error) };
  }
}

/** Compiled once per key; the least recently used goes first. */
function templateOf({ key, source }: RenderTask): Handlebars.TemplateDelegate {
  const template = templates.get(key) ?? handlebars.compile(source, compileOptions);
  templates.delete(key);
  templates.set(key, template);
  const [oldest] = templates.keys();
  if (templates.size > keptTemplates && oldest !== undefined) templates.delete(oldest);
  return template;
}

/** A block that was not given prints nothing. */
function madeBlocks({ kind, made }: RenderTask): { [name: string]: Handlebars.TemplateDelegate } {
  return Object.fromEntries(madeHere[kind].map((name) => [name, () => made[name] ?? '']));
}

function whatWentWrong(error: unknown): { message: string; line?: number; column?: number } {
  const { message, lineNumber, column } = error as Partial<Handlebars.Exception> & { message?: string };
  return {
    message: (message ?? 'The template cannot be rendered.').split('\n')[0] ?? '',
    ...(lineNumber !== undefined && { line: lineNumber }),
    ...(column !== undefined && { column: column + 1 }),
  };
}

// `log` and `lookup` count as built in until they are said not to be.
function allKnown(): { [name: string]: boolean } {
  const known = Object.fromEntries(Object.keys(helpers).map((name) => [name, true]));
  return { ...known, log: false, lookup: false, with: false, helperMissing: false, blockHelperMissing: false };
}
