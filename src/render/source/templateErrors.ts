import { templateErrorSentence } from '../../contract/sentences/templateErrors.ts';
import type { TemplateErrorCode, TemplateErrorParams } from '../../contract/templateErrors.ts';
import type { TemplateError } from '../../contract/templates.ts';

/** A place in the source; line and column count from 1. */
export type Place = { line: number; column: number };

export const firstPlace: Place = { line: 1, column: 1 };

/** The place of an offset in the source. */
export function placeAt(source: string, offset: number): Place {
  const before = source.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

export type Report = <Code extends TemplateErrorCode>(
  code: Code,
  place: Place,
  params: TemplateErrorParams<Code>,
) => void;

/** Most errors that are kept. A designer fixes the first few, and a hostile template could fill memory with errors. */
export const mostErrors = 100;

/** Longest name in an error: a field's name may be as long as the source. */
const longestParam = 120;

/** An error as it is sent. `detail` is an English sentence for programs without sentences of their own. */
export function templateError<Code extends TemplateErrorCode>(
  code: Code,
  { line, column }: Place,
  given: TemplateErrorParams<Code>,
): TemplateError {
  const params = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, cut(value)]));
  return { code, params, line, column, detail: templateErrorSentence({ code, params }, 'en') };
}

function cut(value: string | number): string | number {
  return typeof value === 'string' && value.length > longestParam ? `${value.slice(0, longestParam)}…` : value;
}

/** Collects errors in the order of checking and returns them in the order of the source. */
export function errorList(): { report: Report; errors: () => TemplateError[] } {
  const found: TemplateError[] = [];
  return {
    report: (code, place, params) => {
      if (found.length < mostErrors) found.push(templateError(code, place, params));
    },
    errors: () => found.toSorted((a, b) => a.line - b.line || a.column - b.column),
  };
}

/** For an error's parameters: the known name that was probably meant, when one is close. */
export function hint(wrong: string, candidates: Iterable<string>): { meant?: string } {
  if (wrong.length > 40) return {};
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(wrong.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(wrong.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best === undefined ? {} : { meant: best };
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
