import type { Language } from '../../domain/format.ts';
import type { LayoutProblem } from '../../domain/invoices/documentLayout.ts';
import type { Invoice } from '../../domain/invoices/invoice.ts';
import { Problem } from '../../domain/problem.ts';
import { printedView } from '../../render/correction/printed.ts';
import type { Layout } from '../layouts/layouts.ts';
import { invoicePdf, type KsefPrint, printedAs } from '../layouts/pdf.ts';
import { themeOf } from '../layouts/theme.ts';
import type { WorkerApp } from '../workerContext.ts';

type Job = { app: WorkerApp; tenantId: string; invoice: Invoice; language: Language; ksef?: KsefPrint };
type Unproven = Omit<LayoutProblem, 'layout'>;

/** Most problems that are kept: enough to show the fault of a layout. */
const mostProblems = 20;

export type ProvenDocument = { pdf: Uint8Array; layout: Layout['as']; layoutProblems: LayoutProblem[] };

/**
 * The invoice's PDF in the first layout that prints every fact in its place. Each print is read back, and a print with a
 * problem is repeated once in a fresh browser before the next layout is tried. The platform's layout comes last. Its
 * print is used even with problems, which are returned, so that the shopper gets her invoice in any case. Throws Problem
 * when the platform's layout cannot be printed either.
 */
export async function printProven(job: Job & { layouts: readonly Layout[] }): Promise<ProvenDocument> {
  const layoutProblems: LayoutProblem[] = [];
  for (const layout of job.layouts) {
    const { pdf, problems } = await tryLayout(job, layout);
    layoutProblems.push(...firstOfEach(problems).map((problem) => ({ layout: layout.as, ...problem })));
    if (pdf && (problems.length === 0 || layout.as === 'platform')) return { pdf, layout: layout.as, layoutProblems };
  }
  throw new Problem('document.failed', { reason: layoutProblems.at(-1)?.path ?? 'layout' });
}

/** A layout without a column lacks a fact on every line, so the first line is reported for all. */
function firstOfEach(problems: readonly Unproven[]): Unproven[] {
  const kinds = new Map<string, Unproven>();
  for (const problem of problems) {
    const kind = `${problem.code} ${problem.path.replace(/\[\d+\]/, '[]')}`;
    if (!kinds.has(kind)) kinds.set(kind, problem);
  }
  return [...kinds.values()].slice(0, mostProblems);
}

/** Prints and reads back, up to twice. For a layout that cannot be printed, the refusal is the only problem. */
async function tryLayout(job: Job, layout: Layout): Promise<{ pdf?: Uint8Array; problems: Unproven[] }> {
  let tried: { pdf?: Uint8Array; problems: Unproven[] } = { problems: [] };
  for (const fresh of [false, true]) {
    tried = await printAndRead(job, layout, fresh);
    if (tried.pdf === undefined || tried.problems.length === 0) return tried;
  }
  return tried;
}

async function printAndRead(
  job: Job,
  layout: Layout,
  fresh: boolean,
): Promise<{ pdf?: Uint8Array; problems: Unproven[] }> {
  const theme = themeOf(layout.theme.source);
  const view = printedView(job.invoice, { language: job.language, theme, as: printedAs(job.ksef) });
  let pdf: Uint8Array | undefined;
  try {
    pdf = await invoicePdf({ ...job, ...layout, fresh });
    return { pdf, problems: await job.app.readBack({ pdf, view, drawn: fresh ? 'all' : 'some' }) };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { reason } = error.params;
    // A print that cannot be read back may still be used when its layout is the last one.
    return { ...(pdf && { pdf }), problems: [{ code: error.code, path: typeof reason === 'string' ? reason : '' }] };
  }
}
