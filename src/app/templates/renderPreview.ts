import { randomInt } from 'node:crypto';
import type { TemplateError } from '../../contract/templates.ts';

import { type Chain, ownChain } from '../../db/chains/chains.ts';

import {
  beginPreview,
  finishPreview,
  type Preview,
  preview,
  publishedTemplates,
  templateVersion,
} from '../../db/templates.ts';
import type { TenantTx } from '../../db/tenancy.ts';
import { countryOf } from '../../domain/countries/countryOf.ts';
import { chainDay } from '../../domain/day.ts';
import { Problem } from '../../domain/problem.ts';
import { randomFrom } from '../../domain/random.ts';
import { editorSample } from '../../render/samples/drawSamples.ts';
import { firstPlace, templateError } from '../../render/source/templateErrors.ts';
import { invoiceMail } from '../layouts/mail.ts';
import { themeOf } from '../layouts/theme.ts';
import type { Begun, Job } from '../outbox/run.ts';
import type { WorkerApp } from '../workerContext.ts';
import { printSample, proveSamples, type Sources, samplesFor } from './proveLayout.ts';

type Material = { preview: Preview; sources: Sources & { email: { id: string; source: string } }; chain: Chain };
type Result = { content: Uint8Array } | { errors: TemplateError[] };

// An editor sees Polish samples; the proof has English ones as well.
const language = 'pl';

/**
 * Renders samples with the draft in place of the published source: one as a preview, or one of every kind before a layout
 * is published. A failure is a result of the job and is shown to the author, who is waiting for it.
 */
export const previewJob: Job<Material, Result> = {
  // The second attempt is for a worker that crashed for another reason.
  mostAttempts: 2,
  begin,
  work: (app, tenantId, material) =>
    make(app, tenantId, material).catch((error: unknown) => {
      // The author reads one sentence for any failure; a bug is reported as well.
      if (!(error instanceof Problem)) app.report(error, `preview ${material.preview.id}`);
      return { errors: [errorOf(error)] };
    }),
  async complete(tx, material, result) {
    await finishPreview(tx, material.preview.id, result);
    return undefined;
  },
  async fail(tx, material, { final }) {
    if (final) await finishPreview(tx, material.preview.id, { errors: [gaveUp] });
  },
};

async function begin(tx: TenantTx, id: string): Promise<Begun<Material> | undefined> {
  const [draft, published, chain] = await Promise.all([preview(tx, id), publishedTemplates(tx), ownChain(tx)]);
  if (!draft) return undefined;
  const attempt = await beginPreview(tx, id);
  const versions = await Promise.all(
    [published.invoice, published.email, published.theme].map((version) => templateVersion(tx, version)),
  );
  const [invoice, email, theme] = versions;
  if (!invoice || !email || !theme) throw new Error(`chain ${tx.tenantId} without its templates`);
  const sources = { invoice, email, theme, [draft.kind]: { id: draft.id, source: draft.source } };
  return { attempt, material: { preview: draft, sources, chain } };
}

async function make(app: WorkerApp, tenantId: string, { preview: draft, sources, chain }: Material): Promise<Result> {
  const theme = themeOf(sources.theme.source);
  const random = randomFrom(randomInt(2 ** 32));
  const today = chainDay(new Date(), countryOf(chain.country).timeZone);
  const drawnFor = { ...chain, brand: theme.name, today, language } as const;
  if (draft.kind === 'email') {
    const invoice = editorSample(random, drawnFor);
    const mail = await invoiceMail({ app, invoice, template: sources.email, theme, language, url: app.origin() });
    return { content: Buffer.from(mail.html) };
  }
  const job = { app, tenantId, sources };
  if (draft.purpose === 'proof') return proveSamples(job, samplesFor(draft.kind, random, drawnFor));
  const { pdf, errors } = await printSample(job, { name: 'editor', invoice: editorSample(random, drawnFor), language });
  return errors.length > 0 ? { errors } : { content: pdf };
}

// The worker crashed more than once during this sample.
const gaveUp = templateError('template.too_slow', firstPlace, { reason: 'print' });

function errorOf(error: unknown): TemplateError {
  const { line, column, message } = error instanceof Problem ? error.params : {};
  const place = {
    line: typeof line === 'number' ? line : firstPlace.line,
    column: typeof column === 'number' ? column : firstPlace.column,
  };
  if (isLimit(error)) return templateError('template.too_slow', place, { reason: 'print' });
  const params =
    typeof message === 'string' ? ({ reason: 'message', message } as const) : { reason: 'unknown' as const };
  return templateError('template.render_failed', place, params);
}

/** Whether a limit stopped the template or the print. Any other error is a mistake in the template. */
function isLimit(error: unknown): boolean {
  return (
    error instanceof Problem && ['time', 'memory', 'thread', 'pages', 'crash'].includes(String(error.params.reason))
  );
}
