import { and, desc, eq, gt, lt, sql } from 'drizzle-orm';
import {
  type TemplateErrors,
  type TemplateKind,
  templatePreviews,
  templates,
  templateVersions,
} from './schema/templates.ts';
import { selection } from './statement.ts';
import type { TenantTx } from './tenancy.ts';

export const templateKinds = ['invoice', 'email', 'theme'] as const satisfies readonly TemplateKind[];

/** The id of the published version of each kind. */
export async function publishedTemplates(tx: TenantTx): Promise<Record<TemplateKind, string>> {
  const rows = await published(tx.q, { tenant: tx.tenantId });
  const ids = new Map(rows.map((row) => [row.kind, row.id]));
  const idOf = (kind: TemplateKind) => {
    const id = ids.get(kind);
    if (!id) throw new Error(`chain ${tx.tenantId} has no ${kind} template`);
    return id;
  };
  return { invoice: idOf('invoice'), email: idOf('email'), theme: idOf('theme') };
}

const published = selection<'tenant', { kind: TemplateKind; id: string }>((q) =>
  q
    .select({ kind: templates.kind, id: templates.publishedId })
    .from(templates)
    .where(eq(templates.tenantId, sql.placeholder('tenant'))),
);

export type TemplateVersion = {
  id: string;
  kind: TemplateKind;
  version: number;
  source: string;
  createdAt: Date;
  createdBy: string;
};

export async function templateVersion(tx: TenantTx, id: string): Promise<TemplateVersion | undefined> {
  const [row] = await tx.q
    .select()
    .from(templateVersions)
    .where(and(eq(templateVersions.tenantId, tx.tenantId), eq(templateVersions.id, id)));
  return row;
}

/** The theme in force, as JSON text. */
export async function publishedTheme(tx: TenantTx): Promise<{ id: string; source: string }> {
  const [row] = await tx.q
    .select({ id: templateVersions.id, source: templateVersions.source })
    .from(templates)
    .innerJoin(
      templateVersions,
      and(eq(templateVersions.tenantId, templates.tenantId), eq(templateVersions.id, templates.publishedId)),
    )
    .where(and(eq(templates.tenantId, tx.tenantId), eq(templates.kind, 'theme')));
  if (!row) throw new Error(`chain ${tx.tenantId} has no theme`);
  return row;
}

/** Versions, newest first, without their sources. */
export async function listVersions(tx: TenantTx, kind: TemplateKind): Promise<Omit<TemplateVersion, 'source'>[]> {
  return tx.q
    .select({
      id: templateVersions.id,
      kind: templateVersions.kind,
      version: templateVersions.version,
      createdAt: templateVersions.createdAt,
      createdBy: templateVersions.createdBy,
    })
    .from(templateVersions)
    .where(and(eq(templateVersions.tenantId, tx.tenantId), eq(templateVersions.kind, kind)))
    .orderBy(desc(templateVersions.version))
    .limit(200);
}

export type TemplateDraft = {
  publishedId: string;
  draftSource: string | null;
  draftRevision: number;
  /** Null without a draft. */
  draftErrors: TemplateErrors | null;
};

/** The draft of one kind; `lock` keeps other editors waiting until the transaction ends. */
export async function templateDraft(
  tx: TenantTx,
  kind: TemplateKind,
  lock = false,
): Promise<TemplateDraft | undefined> {
  const query = tx.q
    .select({
      publishedId: templates.publishedId,
      draftSource: templates.draftSource,
      draftRevision: templates.draftRevision,
      draftErrors: templates.draftErrors,
    })
    .from(templates)
    .where(and(eq(templates.tenantId, tx.tenantId), eq(templates.kind, kind)));
  const [row] = await (lock ? query.for('update') : query);
  return row;
}

/** Replaces the draft; null deletes it. Gives the draft's new revision. */
export async function putDraft(
  tx: TenantTx,
  kind: TemplateKind,
  draft: { source: string; errors: TemplateErrors } | null,
): Promise<number> {
  const [row] = await tx.q
    .update(templates)
    .set({
      draftSource: draft?.source ?? null,
      draftErrors: draft?.errors ?? null,
      draftRevision: sql`${templates.draftRevision} + 1`,
    })
    .where(and(eq(templates.tenantId, tx.tenantId), eq(templates.kind, kind)))
    .returning({ revision: templates.draftRevision });
  return row?.revision ?? 0;
}

/** Adds the next version. The caller holds the lock of `templateDraft`, so numbers stay consecutive. */
export async function insertVersion(
  tx: TenantTx,
  { kind, source, createdBy }: { kind: TemplateKind; source: string; createdBy: string },
): Promise<{ id: string; version: number }> {
  const [last] = await listVersions(tx, kind);
  const version = (last?.version ?? 0) + 1;
  const [row] = await tx.q
    .insert(templateVersions)
    .values({ tenantId: tx.tenantId, kind, version, source, createdBy })
    .returning({ id: templateVersions.id });
  if (!row) throw new Error('version not inserted');
  return { id: row.id, version };
}

export async function publishVersion(tx: TenantTx, kind: TemplateKind, id: string): Promise<void> {
  await tx.q
    .update(templates)
    .set({ publishedId: id })
    .where(and(eq(templates.tenantId, tx.tenantId), eq(templates.kind, kind)));
}

/** The first version of a kind, in a new chain. */
export async function insertFirstVersion(
  tx: TenantTx,
  { kind, source, createdBy }: { kind: TemplateKind; source: string; createdBy: string },
): Promise<void> {
  const [row] = await tx.q
    .insert(templateVersions)
    .values({ tenantId: tx.tenantId, kind, version: 1, source, createdBy })
    .returning({ id: templateVersions.id });
  if (!row) throw new Error('version not inserted');
  await tx.q.insert(templates).values({ tenantId: tx.tenantId, kind, publishedId: row.id });
}

/** `purpose`: a preview for the editor, or the proof of a layout before it is published. */
export async function insertPreview(
  tx: TenantTx,
  { kind, source, purpose }: { kind: TemplateKind; source: string; purpose: Preview['purpose'] },
): Promise<string> {
  await tx.q
    .delete(templatePreviews)
    .where(
      and(eq(templatePreviews.tenantId, tx.tenantId), lt(templatePreviews.createdAt, sql`now() - interval '1 hour'`)),
    );
  const [row] = await tx.q
    .insert(templatePreviews)
    .values({ tenantId: tx.tenantId, kind, source, purpose })
    .returning({ id: templatePreviews.id });
  if (!row) throw new Error('preview not inserted');
  return row.id;
}

/** Number of the chain's queued samples from the last minute. Other transactions that ask wait until this one ends. */
export async function waitingPreviews(tx: TenantTx): Promise<number> {
  await tx.q
    .select({ kind: templates.kind })
    .from(templates)
    .where(and(eq(templates.tenantId, tx.tenantId), eq(templates.kind, 'invoice')))
    .for('update');
  return tx.q.$count(
    templatePreviews,
    and(
      eq(templatePreviews.tenantId, tx.tenantId),
      eq(templatePreviews.state, 'queued'),
      gt(templatePreviews.createdAt, sql`now() - interval '1 minute'`),
    ),
  );
}

export type Preview = typeof templatePreviews.$inferSelect;

export async function preview(tx: TenantTx, id: string): Promise<Preview | undefined> {
  const [row] = await tx.q
    .select()
    .from(templatePreviews)
    .where(and(eq(templatePreviews.tenantId, tx.tenantId), eq(templatePreviews.id, id)));
  return row;
}

/** Counts an attempt before it begins. */
export async function beginPreview(tx: TenantTx, id: string): Promise<number> {
  const [row] = await tx.q
    .update(templatePreviews)
    .set({ attempts: sql`${templatePreviews.attempts} + 1` })
    .where(and(eq(templatePreviews.tenantId, tx.tenantId), eq(templatePreviews.id, id)))
    .returning({ attempts: templatePreviews.attempts });
  return row?.attempts ?? 0;
}

export async function finishPreview(
  tx: TenantTx,
  id: string,
  result: { content: Uint8Array } | { errors: Preview['errors'] },
): Promise<void> {
  await tx.q
    .update(templatePreviews)
    .set(
      'content' in result ? { state: 'ready', content: Buffer.from(result.content) } : { state: 'failed', ...result },
    )
    .where(and(eq(templatePreviews.tenantId, tx.tenantId), eq(templatePreviews.id, id)));
}
