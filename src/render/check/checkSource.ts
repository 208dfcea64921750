import type { TemplateError, TemplateKind } from '../../contract/templates.ts';
import { checkTheme } from '../../domain/chains/theme.ts';
import { sanitizeSvg } from '../page/logo.ts';
import { mostErrors } from '../source/templateErrors.ts';
import { checkTemplate } from './template.ts';

/** A field's name may be as long as the whole source; a hundred of those are no message. */
const longestDetail = 500;

/**
 * What is wrong with a source, by line and column; empty when it may be published. Takes as long as its author likes:
 * only a thread that can be killed calls this.
 */
export function checkSource(kind: TemplateKind, source: string): TemplateError[] {
  const errors = kind === 'theme' ? checkThemeSource(source) : checkTemplate(kind, source);
  return errors.slice(0, mostErrors).map((error) => ({ ...error, detail: error.detail.slice(0, longestDetail) }));
}

function checkThemeSource(source: string): TemplateError[] {
  const parsed = parse(source);
  if ('error' in parsed) return [parsed.error];
  const checked = checkTheme(parsed.value);
  if (!checked.ok) {
    const { errors } = checked;
    return errors.slice(0, mostErrors).map(({ path, code, detail }) => ({ code, detail, ...placeOf(source, path) }));
  }
  const logo = sanitizeSvg(checked.theme.logo);
  if (logo.ok) return [];
  return logo.errors.slice(0, mostErrors).map(({ code, detail }) => ({ code, detail, ...placeOf(source, '/logo') }));
}

function parse(source: string): { value: unknown } | { error: TemplateError } {
  try {
    return { value: JSON.parse(source) };
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : 'Not JSON';
    const offset = Number(/position (\d+)/.exec(detail)?.[1] ?? 0);
    return { error: { code: 'theme.json', detail, ...lineAndColumn(source, offset) } };
  }
}

/** Where the last name of a path like `/light/brand` stands in the JSON text. */
function placeOf(source: string, path: string): { line: number; column: number } {
  let offset = 0;
  for (const name of path.split('/').filter(Boolean)) {
    const at = source.indexOf(`"${name}"`, offset);
    if (at < 0) break;
    offset = at;
  }
  return lineAndColumn(source, offset);
}

function lineAndColumn(source: string, offset: number): { line: number; column: number } {
  const before = source.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
