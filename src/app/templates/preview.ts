import type { PreviewState, TemplateKind } from '../../contract/templates.ts';
import { enqueue } from '../../db/outbox.ts';
import { insertPreview, preview as loadPreview, waitingPreviews } from '../../db/templates.ts';
import { Problem } from '../../domain/problem.ts';
import type { OfficeContext } from '../context.ts';
import { enqueueNext } from '../outbox/afterCommit.ts';
import { readerOf } from '../reader.ts';

// For an editor, a second editor and a publication. The previews of all chains share one queue.
const mostWaiting = 3;

/**
 * Renders samples with this source, and published sources for everything else: one as a preview, or all to prove a
 * layout.
 */
export async function startPreview(call: {
  ctx: OfficeContext;
  input: { kind: TemplateKind; source: string; purpose?: 'look' | 'proof' };
}): Promise<{ id: string }> {
  const { ctx } = call;
  const { kind, source, purpose = 'look' } = call.input;
  const errors = await ctx.app.checkSource(ctx.chain.id, { kind, source });
  if (errors.length) throw new Problem('template.invalid', { errors });
  const id = await ctx.app.db.withTenant(readerOf(ctx), async (tx) => {
    if ((await waitingPreviews(tx)) >= mostWaiting) throw new Problem('rate.limited', { retryAfterSeconds: 2 });
    const id = await insertPreview(tx, { kind, source, purpose });
    await enqueue(tx, 'preview', [id]);
    return id;
  });
  await enqueueNext(ctx.app, { task: 'preview', tenantId: ctx.chain.id });
  return { id };
}

export async function previewState({
  ctx,
  input,
}: {
  ctx: OfficeContext;
  input: { id: string };
}): Promise<PreviewState> {
  const { id, state, errors } = await previewOf(ctx, input.id);
  return { id, state, errors };
}

/** The preview's PDF (HTML for e-mail), once it is rendered. */
export async function previewFile(call: {
  ctx: OfficeContext;
  input: { id: string };
}): Promise<{ kind: TemplateKind; bytes: Uint8Array }> {
  const { kind, state, content } = await previewOf(call.ctx, call.input.id);
  if (state === 'queued') throw new Problem('document.not_ready');
  if (!content) throw new Problem('document.failed');
  return { kind, bytes: content };
}

async function previewOf(ctx: OfficeContext, id: string) {
  const preview = await ctx.app.db.withTenant(readerOf(ctx), (tx) => loadPreview(tx, id));
  if (!preview) throw new Problem('template.not_found');
  return preview;
}
