import type { TemplateFault } from '../../contract/templateErrors.ts';
import type { TemplateError } from '../../contract/templates.ts';
import type { Language } from '../../domain/format.ts';
import type { Invoice } from '../../domain/invoices/invoice.ts';
import type { Random } from '../../domain/random.ts';
import { printedView } from '../../render/correction/printed.ts';
import type { ProofCode, ProofProblem } from '../../render/proof/proof.ts';
import { drawCorrections } from '../../render/samples/drawCorrections.ts';
import type { SampleChain } from '../../render/samples/drawInvoice.ts';
import { drawSamples } from '../../render/samples/drawSamples.ts';
import { firstPlace, templateError } from '../../render/source/templateErrors.ts';
import { invoicePdf } from '../layouts/pdf.ts';
import { themeOf } from '../layouts/theme.ts';
import type { WorkerApp } from '../workerContext.ts';

type Source = { id: string; source: string };
export type Sources = { invoice: Source; theme: Source };
type Job = { app: WorkerApp; tenantId: string; sources: Sources };
type Sample = { name: string; invoice: Invoice; language: Language };

/** Most problems that are kept: a designer fixes the first few, and a layout without a column fails in every sample. */
const mostErrors = 20;
/** All samples of a correct layout take one or two seconds; a layout that needs this long for them is refused. */
const proofMs = 25_000;

/**
 * The samples that a draft must print correctly. A theme is the look of corrections too, whose layout is the platform's own;
 * an invoice template does not touch them.
 */
export function samplesFor(
  kind: 'invoice' | 'theme',
  random: Random,
  chain: SampleChain & { language: Language },
): Sample[] {
  const corrections = kind === 'theme' ? drawCorrections(random, chain) : [];
  return [...corrections, ...drawSamples(random, chain)];
}

/**
 * Prints every sample in the layout and reads each back. Returns the first PDF when all samples show every fact in its
 * place, else the facts that are missing. A layout that fails in many samples is refused after a few.
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
      found.set('slow', templateError('template.too_slow', firstPlace, { reason: 'samples' }));
      break;
    }
    const { pdf, errors } = await printSample(job, sample);
    content ??= pdf;
    for (const error of errors) {
      // A table without a column lacks it in every row and in every sample.
      const key = `${error.code} ${error.params.fact}`;
      if (!found.has(key)) found.set(key, error);
    }
    if (found.size >= mostErrors) break;
  }
  if (found.size > 0) return { errors: [...found.values()].slice(0, mostErrors) };
  if (!content) throw new Error('no samples');
  return { content };
}

/** One sample's PDF, and the facts that it does not show. */
export async function printSample(job: Job, sample: Sample): Promise<{ pdf: Uint8Array; errors: TemplateError[] }> {
  const { app, tenantId, sources } = job;
  const { name, invoice, language } = sample;
  const { invoice: template, theme } = sources;
  const pdf = await invoicePdf({ app, tenantId, invoice, template, theme, language });
  const view = printedView(invoice, { language, theme: themeOf(theme.source) });
  const problems = await app.readBack({ pdf, view, drawn: 'all' });
  return { pdf, errors: problems.map((problem) => errorOf(problem, name)) };
}

const faults: Record<ProofCode, (fact: string) => TemplateFault> = {
  'fact.missing': (fact) => ({ code: 'template.not_printed', params: { reason: 'missing', fact } }),
  'fact.hidden': (fact) => ({ code: 'template.not_printed', params: { reason: 'hidden', fact } }),
  'fact.small': (fact) => ({ code: 'template.too_small', params: { fact } }),
  'fact.misplaced': (fact) => ({ code: 'template.misplaced', params: { fact } }),
  'row.repeated': (fact) => ({ code: 'template.foreign', params: { reason: 'repeated', fact } }),
  'fact.foreign': (fact) => ({ code: 'template.foreign', params: { reason: 'fact', fact } }),
  'text.misleading': (fact) => ({ code: 'template.foreign', params: { reason: 'words', fact } }),
  'amount.foreign': (fact) => ({ code: 'template.foreign', params: { reason: 'amount', fact } }),
  'amount.ambiguous': (fact) => ({ code: 'template.foreign', params: { reason: 'ambiguous', fact } }),
  'link.refused': () => ({ code: 'template.foreign', params: { reason: 'link' } }),
};

function errorOf({ code, path }: ProofProblem, sample: string): TemplateError {
  const { code: own, params } = faults[code](path.replace(/\[\d+\]/, '[]') || 'text');
  return templateError(own, firstPlace, { ...params, sample });
}
