import type { SaveDraft, TemplateError, TemplateKind } from '../../contract/templates.ts';
import { putDraft, templateDraft } from '../../db/templates.ts';
import type { TenantTx } from '../../db/tenancy.ts';
import { Problem } from '../../domain/problem.ts';
import type { OfficeContext } from '../context.ts';
import { readerOf } from '../reader.ts';
import { checkSource } from './check.ts';

/** Keeps the draft, errors and all, and says what is wrong with it. Refuses to write over somebody else's save. */
export async function saveDraft(call: {
  ctx: OfficeContext;
  input: SaveDraft & { kind: TemplateKind };
}): Promise<{ revision: number; errors: TemplateError[] }> {
  const { kind, source, revision } = call.input;
  const saved = await call.ctx.app.db.withTenant(readerOf(call.ctx), async (tx) => {
    await lockDraft(tx, kind, revision);
    return putDraft(tx, kind, source);
  });
  return { revision: saved, errors: checkSource(kind, source) };
}

/** The draft, locked, if it is still at the revision the caller saw. */
export async function lockDraft(tx: TenantTx, kind: TemplateKind, revision: number) {
  const draft = await templateDraft(tx, kind, true);
  if (!draft) throw new Problem('template.not_found');
  if (draft.draftRevision !== revision) throw new Problem('template.stale', { revision: draft.draftRevision });
  return draft;
}
