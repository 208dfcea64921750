import type { TemplateKind, TemplateOut } from '../../contract/templates.ts';
import { documentsWithLayoutProblems } from '../../db/invoices/documents.ts';
import { listVersions, templateDraft, templateVersion } from '../../db/templates.ts';
import type { TenantTx } from '../../db/tenancy.ts';
import { Problem } from '../../domain/problem.ts';
import type { OfficeContext } from '../context.ts';
import { readerOf } from '../reader.ts';

// A faulty layout fails on many invoices; the latest ones are enough to show why.
const mostUnprinted = 5;

/** One kind's draft (or the published source without one) and its versions. */
export async function getTemplate({
  ctx,
  input,
}: {
  ctx: OfficeContext;
  input: { kind: TemplateKind };
}): Promise<TemplateOut> {
  const { kind } = input;
  const { draft, published, versions, unprinted } = await ctx.app.db.withTenant(readerOf(ctx), (tx) => load(tx, kind));
  const source = draft.draftSource ?? published.source;
  return {
    kind,
    source,
    revision: draft.draftRevision,
    draft: draft.draftSource !== null,
    // A draft was checked when it was saved. The published source is checked by the current rules.
    errors: draft.draftErrors ?? (await ctx.app.checkSource(ctx.chain.id, { kind, source })),
    publishedVersion: published.version,
    versions: versions.map(({ id, version, createdAt, createdBy }) => ({
      id,
      version,
      createdAt: createdAt.toISOString(),
      createdBy,
      published: id === published.id,
    })),
    unprinted: unprinted.map(({ invoiceId, number, readyAt, problems }) => ({
      id: invoiceId,
      number,
      ...(readyAt ? { madeAt: readyAt.toISOString() } : {}),
      problems,
    })),
  };
}

async function load(tx: TenantTx, kind: TemplateKind) {
  const [draft, versions, unprinted] = await Promise.all([
    templateDraft(tx, kind),
    listVersions(tx, kind),
    kind === 'email' ? [] : documentsWithLayoutProblems(tx, mostUnprinted),
  ]);
  const published = draft && (await templateVersion(tx, draft.publishedId));
  if (!draft || !published) throw new Problem('template.not_found');
  return { draft, published, versions, unprinted };
}
