import { helperUses } from '../../../../../src/render/source/helpers.ts';
import { templatesPl } from '../../text/office/templates.pl.ts';

type HelperName = keyof typeof templatesPl.docs.helper;
type BlockName = keyof typeof templatesPl.docs.block;
export type HelperDoc = { name: HelperName; shape: string; snippet: string };

/** The helpers, each with its syntax, from the closed list that the server checks against. */
export const helperDocs: readonly HelperDoc[] = Object.entries(helperUses)
  .filter((entry): entry is [HelperName, (typeof entry)[1]] => entry[0] in templatesPl.docs.helper)
  .map(([name, { use, params }]) => {
    if (use === 'block') return { name, shape: `{{#${name} …}}`, snippet: `{{#${name} }}\n  \n{{/${name}}}` };
    if (use === 'print') return { name, shape: `{{${name} "…"}}`, snippet: `{{${name} "issueDate"}}` };
    return { name, shape: `(${name}${' …'.repeat(params)})`, snippet: `(${name}${' '.repeat(params)})` };
  });

/** The built-in blocks of each template; the server's own list reads files, which a page cannot. */
export const blockDocs: Record<'invoice' | 'email', readonly BlockName[]> = {
  invoice: ['logo', 'parties', 'dates', 'lines', 'vatSummary', 'totals', 'deposits', 'sales', 'annotations', 'ksef'],
  email: ['logo', 'button'],
};
