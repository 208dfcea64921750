import { randomInt } from 'node:crypto';
import { type Chain, ownChain } from '../../db/chains.ts';
import { isOwed, settle } from '../../db/outbox.ts';
import { finishPreview, type Preview, preview, publishedTemplates, templateVersion } from '../../db/templates.ts';
import type { TenantTx } from '../../db/tenancy.ts';
import { chainDay } from '../../domain/day.ts';
import { Problem } from '../../domain/problem.ts';
import { randomFrom } from '../../domain/random.ts';
import { missingFacts, readPdf } from '../../render/readBack.ts';
import { editorSample } from '../../render/samples/drawSamples.ts';
import { invoiceView } from '../../render/view.ts';
import { chainTimeZone } from '../context.ts';
import { invoiceMail } from '../deliveries/mail.ts';
import { invoicePdf } from '../invoices/pdf.ts';
import type { JobCall, WorkerApp } from '../workerContext.ts';
import { themeOf } from './theme.ts';

type Source = { id: string; source: string };
type Material = {
  preview: Preview;
  sources: Record<'invoice' | 'email' | 'theme', Source>;
  chain: Chain;
};

// Samples are Polish: every fact an invoice may have is in it.
const language = 'pl';

/** Renders a sample with the draft in place of what is published. A preview is tried once: its author is watching. */
export async function renderPreview({ app, input }: JobCall): Promise<void> {
  const { tenantId, subjectId } = input;
  const worker = { role: 'worker', tenantId } as const;
  const material = await app.db.withTenant(worker, (tx) => begin(tx, subjectId));
  if (!material) return;
  const result = await made(app, tenantId, material).catch(failure);
  await app.db.withTenant(worker, async (tx) => {
    await Promise.all([finishPreview(tx, subjectId, result), settle(tx, 'preview', subjectId)]);
  });
}

async function begin(tx: TenantTx, id: string): Promise<Material | undefined> {
  if (!(await isOwed(tx, 'preview', id))) return undefined;
  const [draft, published, chain] = await Promise.all([preview(tx, id), publishedTemplates(tx), ownChain(tx)]);
  if (!draft) {
    await settle(tx, 'preview', id);
    return undefined;
  }
  const versions = await Promise.all(
    [published.invoice, published.email, published.theme].map((version) => templateVersion(tx, version)),
  );
  const [invoice, email, theme] = versions;
  if (!invoice || !email || !theme) throw new Error(`chain ${tx.tenantId} without its templates`);
  return {
    preview: draft,
    sources: { invoice, email, theme, [draft.kind]: { id: draft.id, source: draft.source } },
    chain,
  };
}

async function made(app: WorkerApp, tenantId: string, material: Material): Promise<{ content: Uint8Array } | Failure> {
  const { preview: draft, sources, chain } = material;
  const theme = themeOf(sources.theme.source);
  const today = chainDay(new Date(), chainTimeZone);
  const invoice = editorSample(randomFrom(randomInt(2 ** 32)), { ...chain, brand: theme.name, today, language });
  if (draft.kind === 'email') {
    const mail = await invoiceMail({ app, invoice, template: sources.email, theme, language, url: app.origin() });
    return { content: Buffer.from(mail.html) };
  }
  const content = await invoicePdf({
    app,
    tenantId,
    invoice,
    template: sources.invoice,
    theme: sources.theme,
    language,
  });
  // A layout may name a fact and still hide it, so what was printed is read back.
  const missing = missingFacts(invoiceView(invoice, { language, theme }), await readPdf(content, { seen: true }));
  return missing.length ? { errors: distinct(missing).map(notPrinted) } : { content };
}

type Failure = { errors: Preview['errors'] };

/** A hidden column hides a fact of every line: `lines[0].name` and `lines[1].name` are one mistake. */
function distinct(facts: string[]): string[] {
  return [...new Set(facts.map((fact) => fact.replace(/\[\d+\]/, '[]')))];
}

function notPrinted(fact: string): Preview['errors'][number] {
  return {
    code: 'template.not_printed',
    line: 1,
    column: 1,
    detail: `“${fact}” cannot be read in the printed invoice.`,
  };
}

function failure(error: unknown): Failure {
  const { line, column, message } = error instanceof Problem ? error.params : {};
  return {
    errors: [
      {
        code: 'template.render_failed',
        line: typeof line === 'number' ? line : 1,
        column: typeof column === 'number' ? column : 1,
        detail: typeof message === 'string' ? message : 'The sample could not be rendered.',
      },
    ],
  };
}
