import { ownChain } from '../../db/chains.ts';
import { isOwed, settle } from '../../db/outbox.ts';
import { finishPreview, type Preview, preview, publishedTemplates, templateVersion } from '../../db/templates.ts';
import type { TenantTx } from '../../db/tenancy.ts';
import { Problem } from '../../domain/problem.ts';
import { mailDocument } from '../../render/mailDocument.ts';
import { mailView } from '../../render/mailView.ts';
import { sampleInvoice } from '../../render/sampleInvoice.ts';
import { invoicePdf } from '../invoices/pdf.ts';
import type { JobCall, WorkerApp } from '../workerContext.ts';
import { themeOf } from './theme.ts';

type Source = { id: string; source: string };
type Material = { preview: Preview; sources: Record<'invoice' | 'email' | 'theme', Source>; seller: { name: string; nip: string; address: string } };

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
  const versions = await Promise.all([published.invoice, published.email, published.theme].map((version) => templateVersion(tx, version)));
  const [invoice, email, theme] = versions;
  if (!invoice || !email || !theme) throw new Error(`chain ${tx.tenantId} without its templates`);
  return { preview: draft, sources: { invoice, email, theme, [draft.kind]: { id: draft.id, source: draft.source } }, seller: chain.seller };
}

async function made(app: WorkerApp, tenantId: string, { preview: draft, sources, seller }: Material): Promise<{ storageKey: string }> {
  const invoice = { ...sampleInvoice, seller };
  const language = 'pl';
  const storageKey = `previews/${tenantId}/${draft.id}`;
  if (draft.kind === 'email') {
    const theme = themeOf(sources.theme.source);
    const view = mailView(invoice, { language, theme });
    const bodyHtml = await app.renderTemplate({ key: sources.email.id, kind: 'email', source: sources.email.source, view });
    await app.documents.put(storageKey, Buffer.from(mailDocument({ theme, language, view, bodyHtml }).html));
  } else {
    await app.documents.put(
      storageKey,
      await invoicePdf({ app, tenantId, invoice, template: sources.invoice, theme: sources.theme, language }),
    );
  }
  return { storageKey };
}

function failure(error: unknown): { errors: Preview['errors'] } {
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
