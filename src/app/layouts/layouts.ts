import { readFile } from 'node:fs/promises';
import { publishedTemplates, templateVersion } from '../../db/templates.ts';
import type { TenantTx } from '../../db/tenancy.ts';
import type { DocumentLayout } from '../../domain/invoices/documentLayout.ts';
import { Problem } from '../../domain/problem.ts';

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
  const [template, theme] = await Promise.all([templateVersion(tx, templateId), templateVersion(tx, themeId)]);
  if (!template || !theme) throw new Error(`a template of ${tx.tenantId} is missing`);
  return { as, template, theme };
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
