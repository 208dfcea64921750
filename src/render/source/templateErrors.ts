import type { TemplateError } from '../../contract/templates.ts';

/** Everything that can be wrong with a template; the screens translate them. */
export const templateErrorCodes = [
  'template.too_large',
  'template.too_deep',
  'template.too_slow',
  'template.syntax',
  'syntax.refused',
  'field.unknown',
  'field.not_printable',
  'field.not_a_list',
  'helper.unknown',
  'helper.arguments',
  'label.unknown',
  'partial.unknown',
  'partial.place',
  'mustache.raw',
  'mustache.place',
  'mustache.unquoted',
  'html.element',
  'html.attribute',
  'html.value',
  'html.unclosed',
  'html.unexpected_end',
  'html.block',
  'css.refused',
  'fact.missing',
] as const;

export type TemplateErrorCode = (typeof templateErrorCodes)[number];

/** A place in the source; both count from 1. */
export type Place = { line: number; column: number };

export type Report = (code: TemplateErrorCode, place: Place, detail: string) => void;

/** A designer mends the first few; a hostile template would fill memory with them. */
export const mostErrors = 100;

/** Collects errors in the order they are found and hands them back in the order of the source. */
export function errorList(): { report: Report; errors: () => TemplateError[] } {
  const found: TemplateError[] = [];
  return {
    report: (code, { line, column }, detail) => {
      if (found.length < mostErrors) found.push({ code, line, column, detail });
    },
    errors: () => found.toSorted((a, b) => a.line - b.line || a.column - b.column),
  };
}

/** " Did you mean “unitPrice”?" when something close exists, else nothing. */
export function hint(wrong: string, candidates: Iterable<string>): string {
  if (wrong.length > 40) return '';
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(wrong.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(wrong.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best === undefined ? '' : ` Did you mean “${best}”?`;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, replaced));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
