import type { TemplateKind } from '../../contract/templates.ts';
import {
  insertVersion,
  listVersions,
  publishVersion,
  putDraft,
  templateDraft,
  templateVersion,
} from '../../db/templates.ts';
import { Problem } from '../../domain/problem.ts';
import type { OfficeContext } from '../context.ts';
import { readerOf } from '../reader.ts';
import { checkSource } from './check.ts';
import { lockDraft } from './saveDraft.ts';

/** Makes the draft the next version and puts it in force. Invoices issued before keep theirs. */
export async function publishTemplate(call: {
  ctx: OfficeContext;
  input: { kind: TemplateKind; revision: number };
}): Promise<{ version: number }> {
  const { ctx, input } = call;
  return ctx.app.db.withTenant(readerOf(ctx), async (tx) => {
    const { draftSource, publishedId } = await lockDraft(tx, input.kind, input.revision);
    const published = await templateVersion(tx, publishedId);
    if (draftSource === null || draftSource === published?.source) return { version: published?.version ?? 1 };
    const errors = checkSource(input.kind, draftSource);
    if (errors.length) throw new Problem('template.invalid', { errors });
    const { id, version } = await insertVersion(tx, {
      kind: input.kind,
      source: draftSource,
      createdBy: ctx.member.email,
    });
    await publishVersion(tx, input.kind, id);
    await putDraft(tx, input.kind, null);
    return { version };
  });
}

/** Puts an earlier version in force again. The draft, if there is one, stays. */
export async function rollBackTemplate(call: {
  ctx: OfficeContext;
  input: { kind: TemplateKind; version: number };
}): Promise<{ version: number }> {
  const { kind, version } = call.input;
  return call.ctx.app.db.withTenant(readerOf(call.ctx), async (tx) => {
    await templateDraft(tx, kind, true);
    const target = (await listVersions(tx, kind)).find((row) => row.version === version);
    if (!target) throw new Problem('template.not_found');
    await publishVersion(tx, kind, target.id);
    return { version };
  });
}
