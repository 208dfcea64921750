import type { TemplateError } from '../../contract/templates.ts';
import type { Language } from '../../domain/format.ts';
import type { Invoice } from '../../domain/invoices/invoice.ts';
import type { ProofCode, ProofProblem } from '../../render/proof/proof.ts';
import { invoiceView } from '../../render/view/view.ts';
import { invoicePdf } from '../layouts/pdf.ts';
import { themeOf } from '../layouts/theme.ts';
import type { WorkerApp } from '../workerContext.ts';

type Source = { id: string; source: string };
export type Sources = { invoice: Source; theme: Source };
type Job = { app: WorkerApp; tenantId: string; sources: Sources };
type Sample = { name: string; invoice: Invoice; language: Language };

/** A designer mends the first few; a layout without a column fails in every sample. */
const mostErrors = 20;
/** All samples of an honest layout take one or two seconds; a layout that needs this long for them is refused. */
const proofMs = 25_000;

/**
 * Prints every sample in the layout and reads each back: the first one's PDF when all of them show every fact in its place,
 * else what they do not show. A layout that fails in many samples is refused after a few.
 */
export async function proveSamples(
  job: Job,
  samples: readonly Sample[],
): Promise<{ content: Uint8Array } | { errors: TemplateError[] }> {
  let content: Uint8Array | undefined;
  const found = new Map<string, TemplateError>();
  const begun = performance.now();
  for (const sample of samples) {
    if (performance.now() - begun > proofMs) {
      found.set('slow', {
        code: 'template.too_slow',
        line: 1,
        column: 1,
        detail: 'The samples take too long to print.',
      });
      break;
    }
    const { pdf, errors } = await printSample(job, sample);
    content ??= pdf;
    for (const error of errors) {
      // A table that lacks a column lacks it on every row and in every sample.
      const key = `${error.code} ${/“[^”]*”/.exec(error.detail)?.[0]}`;
      if (!found.has(key)) found.set(key, error);
    }
    if (found.size >= mostErrors) break;
  }
  if (found.size > 0) return { errors: [...found.values()].slice(0, mostErrors) };
  if (!content) throw new Error('no samples');
  return { content };
}

/** One sample's PDF, and what it does not show. */
export async function printSample(job: Job, sample: Sample): Promise<{ pdf: Uint8Array; errors: TemplateError[] }> {
  const { app, tenantId, sources } = job;
  const { name, invoice, language } = sample;
  const { invoice: template, theme } = sources;
  const pdf = await invoicePdf({ app, tenantId, invoice, template, theme, language });
  const view = invoiceView(invoice, { language, theme: themeOf(theme.source) });
  const problems = await app.readBack({ pdf, view, drawn: 'all' });
  return { pdf, errors: problems.map((problem) => templateError(problem, name)) };
}

const codes: Record<ProofCode, { code: string; says: string }> = {
  'fact.missing': { code: 'template.not_printed', says: 'cannot be read in the printed invoice' },
  'fact.hidden': { code: 'template.not_printed', says: 'is printed, and cannot be seen' },
  'fact.small': { code: 'template.too_small', says: 'is printed in less than 7 points' },
  'fact.misplaced': { code: 'template.misplaced', says: 'does not stand in its place, or under words that name it' },
  'row.repeated': { code: 'template.foreign', says: 'is printed more than once' },
  'fact.foreign': { code: 'template.foreign', says: 'has another fact beside it that is not of the invoice' },
  'text.misleading': { code: 'template.foreign', says: 'has words beside it that change its meaning' },
  'amount.foreign': { code: 'template.foreign', says: 'has an amount beside it that is not of the invoice' },
  'amount.ambiguous': { code: 'template.foreign', says: 'can be taken for another amount' },
  'link.refused': { code: 'template.foreign', says: 'has a link that is neither https nor mailto' },
};

function templateError({ code, path }: ProofProblem, sample: string): TemplateError {
  const subject = path.replace(/\[\d+\]/, '[]') || 'text';
  const { code: own, says } = codes[code];
  return { code: own, line: 1, column: 1, detail: `“${subject}” ${says}, in the sample “${sample}”.` };
}
