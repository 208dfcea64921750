import { readFileSync } from 'node:fs';

/**
 * Blocks that print facts required by law; a chain places them as `{{> lines}}`, styles their classes, or writes its own.
 */
const invoicePartialNames = ['parties', 'dates', 'lines', 'vatSummary', 'totals', 'deposits', 'sales', 'annotations'];

/** Blocks of the platform's own HTML, printed unescaped: the sanitised logo, the button, the place of KSeF's QR codes. They contain no fields. */
export const trustedBlocks = { invoice: ['logo', 'ksef'], email: ['logo', 'button'] } as const;

/** Sources of the built-in partials by name. */
export const invoicePartials: { [name: string]: string } = Object.fromEntries(
  invoicePartialNames.map((name) => [name, readFileSync(new URL(`partials/${name}.hbs`, import.meta.url), 'utf8')]),
);

export type TemplateSort = 'invoice' | 'email';

/** Every name allowed in `{{> name}}`. */
export function partialNames(sort: TemplateSort): string[] {
  return sort === 'invoice' ? [...Object.keys(invoicePartials), ...trustedBlocks.invoice] : [...trustedBlocks.email];
}
