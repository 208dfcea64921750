import type { TemplateKind, TemplateOut } from '../../contract/templates.ts';
import { documentsWithLayoutProblems } from '../../db/documents.ts';
import { listVersions, templateDraft, templateVersion } from '../../db/templates.ts';
import type { TenantTx } from '../../db/tenancy.ts';
import { Problem } from '../../domain/problem.ts';
import type { OfficeContext } from '../context.ts';
import { readerOf } from '../reader.ts';
import { checkSource } from './check.ts';

// A layout with a hole has it on many invoices: the latest show which.
const mostUnprinted = 5;

/** One kind's draft (or, without one, what is published) and its versions. */
export async function getTemplate({
  ctx,
  input,
}: {
  ctx: OfficeContext;
  input: { kind: TemplateKind };
}): Promise<TemplateOut> {
  return ctx.app.db.withTenant(readerOf(ctx), (tx) => loadTemplate(tx, input.kind));
}

export async function loadTemplate(tx: TenantTx, kind: TemplateKind): Promise<TemplateOut> {
  const [draft, versions, unprinted] = await Promise.all([
    templateDraft(tx, kind),
    listVersions(tx, kind),
    kind === 'email' ? [] : documentsWithLayoutProblems(tx, mostUnprinted),
  ]);
  const published = draft && (await templateVersion(tx, draft.publishedId));
  if (!draft || !published) throw new Problem('template.not_found');
  const source = draft.draftSource ?? published.source;
  return {
    kind,
    source,
    revision: draft.draftRevision,
    draft: draft.draftSource !== null,
    errors: checkSource(kind, source),
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
