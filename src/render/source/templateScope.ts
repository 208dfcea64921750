import type { Field } from './fields.ts';
import { placeOf } from './flatten.ts';
import { hint, type Report } from './templateErrors.ts';

/** A context in a template: its shape, and its name from the root, such as "lines[]". */
export type Scope = { field: Field; path: string };

export type Found = { field: Field; path: string };

/** `@index` and similar variables inside {{#each}}. */
const loopFields: { [name: string]: Field } = {
  index: { kind: 'number', about: 'Counts from 0' },
  first: { kind: 'flag', about: 'True for the first' },
  last: { kind: 'flag', about: 'True for the last' },
};

/**
 * Looks a path up as Handlebars does: in the innermost context only, `../` one context out, `@root.` in the view.
 * Reports a missing field and returns undefined.
 */
export function lookUp(path: hbs.AST.PathExpression, scopes: Scope[], report: Report): Found | undefined {
  if (path.data) return lookUpData(path, scopes, report);
  const scope = scopes[scopes.length - 1 - path.depth];
  if (!scope) {
    report('field.unknown', placeOf(path), { field: path.original });
    return undefined;
  }
  return follow(path, path.parts, scope, scopes, report);
}

function lookUpData(path: hbs.AST.PathExpression, scopes: Scope[], report: Report): Found | undefined {
  const [first = '', ...rest] = path.parts;
  const root = scopes[0];
  if (first === 'root' && root && path.depth === 0) return follow(path, rest, root, scopes, report);
  const loop = scopes.length > 1 && rest.length === 0 && path.depth === 0 && Object.hasOwn(loopFields, first);
  const field = loop ? loopFields[first] : undefined;
  if (field) return { field, path: `@${first}` };
  const candidates = scopes.length > 1 ? ['@index', '@first', '@last', '@root'] : ['@root'];
  report('field.unknown', placeOf(path), { field: path.original, ...hint(path.original, candidates) });
  return undefined;
}

function follow(
  path: hbs.AST.PathExpression,
  parts: string[],
  from: Scope,
  scopes: Scope[],
  report: Report,
): Found | undefined {
  let { field, path: absolute }: Found = from;
  for (const part of parts) {
    const inside = field.kind === 'group' && Object.hasOwn(field.fields, part) ? field.fields[part] : undefined;
    if (!inside) {
      report('field.unknown', placeOf(path), { field: path.original, ...suggest(path, part, field, scopes) });
      return undefined;
    }
    field = inside;
    absolute = absolute === '' ? part : `${absolute}.${part}`;
  }
  return { field, path: absolute };
}

/** The most common mistake is a field of the next outer context, so its correct spelling is suggested first. */
function suggest(path: hbs.AST.PathExpression, part: string, field: Field, scopes: Scope[]): { meant?: string } {
  const outer = scopes.toReversed().findIndex((scope) => namesOf(scope.field).includes(part));
  if (path.parts.length === 1 && outer > 0) return { meant: `${'../'.repeat(outer)}${part}` };
  return hint(part, namesOf(field));
}

export const namesOf = (field: Field): string[] => (field.kind === 'group' ? Object.keys(field.fields) : []);
