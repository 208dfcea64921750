import { setTimeout as pause } from 'node:timers/promises';
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
import { previewState, startPreview } from './preview.ts';
import { lockDraft } from './saveDraft.ts';

type Publication = { ctx: OfficeContext; input: { kind: TemplateKind; revision: number } };

// The twenty or so samples take two or three seconds; the limit allows for a busy worker.
const proofMs = 45_000;
const lookEveryMs = 50;

/**
 * Publishes the draft as the next version, in force from then on. Before that, samples of every kind are printed with the
 * draft and read back. A layout that fails, or hides or fakes a fact in a sample, is refused. Earlier invoices keep their
 * version.
 */
export async function publishTemplate({ ctx, input }: Publication): Promise<{ version: number }> {
  const { kind, revision } = input;
  const { source, version } = await draftToPublish({ ctx, input });
  if (source === undefined) return { version };
  await prove({ ctx, input: { kind, source } });
  return ctx.app.db.withTenant(readerOf(ctx), async (tx) => {
    await lockDraft(tx, kind, revision);
    const { id, version } = await insertVersion(tx, { kind, source, createdBy: ctx.member.email });
    await publishVersion(tx, kind, id);
    await putDraft(tx, kind, null);
    return { version };
  });
}

/** The draft's source; undefined when it equals the published one. */
async function draftToPublish({ ctx, input }: Publication): Promise<{ source?: string; version: number }> {
  return ctx.app.db.withTenant(readerOf(ctx), async (tx) => {
    const { draftSource, publishedId } = await lockDraft(tx, input.kind, input.revision);
    const published = await templateVersion(tx, publishedId);
    const version = published?.version ?? 1;
    return draftSource === null || draftSource === published?.source ? { version } : { source: draftSource, version };
  });
}

async function prove({
  ctx,
  input,
}: {
  ctx: OfficeContext;
  input: { kind: TemplateKind; source: string };
}): Promise<void> {
  const { id } = await startPreview({ ctx, input: { ...input, purpose: 'proof' } });
  const deadline = performance.now() + proofMs;
  while (performance.now() < deadline) {
    const { state, errors } = await previewState({ ctx, input: { id } });
    if (state === 'ready') return;
    if (state === 'failed') throw new Problem('template.invalid', { errors });
    await pause(lookEveryMs);
  }
  throw new Problem('unavailable', { what: 'worker' });
}

/** Puts an earlier version in force again. A draft is kept. */
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
