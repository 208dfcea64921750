import { invoiceFacts } from '../../../../../src/render/facts/facts.ts';
import { emailFields, type Field, invoiceFields } from '../../../../../src/render/source/fields.ts';

/**
 * One documented name. `path` is the key of its description, `snippet` the text that a click inserts, `article` the
 * provision of the VAT act that requires it on an invoice.
 */
export type FieldDoc = {
  path: string;
  name: string;
  kind: Field['kind'];
  about: string;
  snippet: string;
  article?: string;
};
/** Names of one scope: the top level, or one `{{#each}}`. */
export type FieldGroup = { list: string; fields: FieldDoc[] };

/** The fields that a template may use, from the list that the server checks against. */
export function fieldDocs(sort: 'invoice' | 'email'): FieldGroup[] {
  const isInvoice = sort === 'invoice';
  const top: FieldGroup = { list: '', fields: [] };
  const lists: FieldGroup[] = [];
  collect(isInvoice ? invoiceFields : emailFields, { path: '', name: '' }, top, lists);
  const articles = new Map((isInvoice ? invoiceFacts : []).map(({ path, article }) => [path, article]));
  return [top, ...lists].map(({ list, fields }) => ({ list, fields: fields.map((field) => marked(field, articles)) }));
}

function marked(field: FieldDoc, articles: ReadonlyMap<string, string>): FieldDoc {
  const article = articles.get(field.path);
  return article === undefined ? field : { ...field, article };
}

type Where = { path: string; name: string };

function collect(field: Field, at: Where, into: FieldGroup, lists: FieldGroup[]): void {
  if (field.kind === 'group') {
    for (const [name, inner] of Object.entries(field.fields))
      collect(inner, { path: joined(at.path, name), name: joined(at.name, name) }, into, lists);
  } else if (field.kind === 'list') {
    into.fields.push(doc(field, at, `{{#each ${at.name}}}\n  \n{{/each}}`));
    const inside: FieldGroup = { list: at.name, fields: [] };
    lists.push(inside);
    const path = `${at.path}[]`;
    if (field.of.kind === 'group') collect(field.of, { path, name: '' }, inside, lists);
    else inside.fields.push(doc(field.of, { path, name: 'this' }, '{{this}}'));
  } else {
    into.fields.push(doc(field, at, field.kind === 'flag' ? `{{#if ${at.name}}}\n  \n{{/if}}` : `{{${at.name}}}`));
  }
}

function doc(field: Field, { path, name }: Where, snippet: string): FieldDoc {
  return { path, name, kind: field.kind, about: field.about, snippet };
}

function joined(left: string, right: string): string {
  return left ? `${left}.${right}` : right;
}
