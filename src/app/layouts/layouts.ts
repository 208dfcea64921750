import { readFile } from 'node:fs/promises';
import { publishedTemplates, templateVersion } from '../../db/templates.ts';
import type { TenantTx } from '../../db/tenancy.ts';
import type { DocumentLayout } from '../../domain/invoices/documentLayout.ts';
import { Problem } from '../../domain/problem.ts';
import { openLru } from '../../render/lru.ts';

type Source = { id: string; source: string };
export type Layout = { as: DocumentLayout; template: Source; theme: Source };

/**
 * The layouts in which an invoice may be printed, best first: the version that it was issued with, then the version in
 * force if that is another. A version never changes, so a version that fails on this invoice can only be repaired by a
 * later one.
 */
export async function layoutsOf(
  tx: TenantTx,
  kind: 'invoice' | 'email',
  issuedWith: { invoice: string; email: string; theme: string },
): Promise<Layout[]> {
  const inForce = await publishedTemplates(tx);
  const isSame = inForce[kind] === issuedWith[kind] && inForce.theme === issuedWith.theme;
  const issued = layout(tx, 'issued', issuedWith[kind], issuedWith.theme);
  return Promise.all(isSame ? [issued] : [issued, layout(tx, 'in_force', inForce[kind], inForce.theme)]);
}

async function layout(tx: TenantTx, as: DocumentLayout, templateId: string, themeId: string): Promise<Layout> {
  const [template, theme] = await Promise.all([sourceOf(tx, templateId), sourceOf(tx, themeId)]);
  return { as, template, theme };
}

/** Sources of the versions used latest, by chain and id. A version never changes, so none is ever out of date. */
const sources = openLru({ entries: 1_000, characters: 20_000_000 });

async function sourceOf(tx: TenantTx, id: string): Promise<Source> {
  const key = `${tx.tenantId}/${id}`;
  const known = sources.find(key);
  if (known !== undefined) return { id, source: known };
  const version = await templateVersion(tx, id);
  if (!version) throw new Error(`a template of ${tx.tenantId} is missing`);
  sources.keep(key, version.source);
  return { id, source: version.source };
}

const ownInvoice = new URL('../../../themes/default/invoice.hbs', import.meta.url);
let ownSource: Promise<string> | undefined;

/** The platform's own invoice layout in a chain's colours, for invoices that no layout of the chain prints completely. */
export async function platformLayout(theme: Source): Promise<Layout> {
  ownSource ??= readFile(ownInvoice, 'utf8');
  return { as: 'platform', template: { id: 'platform', source: await ownSource }, theme };
}

/**
 * The result of the first layout that works; when none does, throws the Problem of the last. Other errors are thrown at
 * once.
 */
export async function inFirstWorking<T>(layouts: readonly Layout[], make: (layout: Layout) => Promise<T>): Promise<T> {
  let problem = new Problem('template.not_found');
  for (const one of layouts) {
    try {
      return await make(one);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      problem = error;
    }
  }
  throw problem;
}
