import type { SaveDraft, TemplateError, TemplateKind } from '../../contract/templates.ts';
import { putDraft, templateDraft } from '../../db/templates.ts';
import type { TenantTx } from '../../db/tenancy.ts';
import { Problem } from '../../domain/problem.ts';
import { isTooSlow } from '../../render/threads/threads.ts';
import type { OfficeContext } from '../context.ts';
import { readerOf } from '../reader.ts';

/**
 * Stores the draft with its errors, and returns them. Refuses to overwrite somebody else's save, and to store a source
 * that cannot be checked within the limits, because every later check would fail as well.
 */
export async function saveDraft(call: {
  ctx: OfficeContext;
  input: SaveDraft & { kind: TemplateKind };
}): Promise<{ revision: number; errors: TemplateError[] }> {
  const { ctx, input } = call;
  const { kind, source } = input;
  const errors = await ctx.app.checkSource(ctx.chain.id, { kind, source });
  if (isTooSlow(errors)) throw new Problem('template.invalid', { errors });
  const revision = await ctx.app.db.withTenant(readerOf(ctx), async (tx) => {
    await lockDraft(tx, kind, input.revision);
    return putDraft(tx, kind, { source, errors });
  });
  return { revision, errors };
}

/** The draft, locked, if it is still at the revision that the caller saw. */
export async function lockDraft(tx: TenantTx, kind: TemplateKind, revision: number) {
  const draft = await templateDraft(tx, kind, true);
  if (!draft) throw new Problem('template.not_found');
  if (draft.draftRevision !== revision) throw new Problem('template.stale', { revision: draft.draftRevision });
  return draft;
}
