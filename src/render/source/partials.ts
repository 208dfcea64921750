import { readFileSync } from 'node:fs';

/** Blocks the law needs; a chain places them as `{{> lines}}`, styles their classes, or writes its own. */
const invoicePartialNames = ['parties', 'dates', 'lines', 'vatSummary', 'totals', 'deposits', 'sales', 'annotations'];

/** Blocks whose HTML we write, so that it is printed unescaped: the sanitised logo, our own link. They carry no fields. */
export const trustedBlocks = { invoice: ['logo'], email: ['logo', 'button'] } as const;

/** Sources of the built-in partials by name. */
export const invoicePartials: { [name: string]: string } = Object.fromEntries(
  invoicePartialNames.map((name) => [name, readFileSync(new URL(`partials/${name}.hbs`, import.meta.url), 'utf8')]),
);

export type TemplateSort = 'invoice' | 'email';

/** Every name that `{{> name}}` may use. */
export function partialNames(sort: TemplateSort): string[] {
  return sort === 'invoice' ? [...Object.keys(invoicePartials), ...trustedBlocks.invoice] : [...trustedBlocks.email];
}
