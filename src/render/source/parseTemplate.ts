import Handlebars from 'handlebars';
import type { TemplateErrorParams } from '../../contract/templateErrors.ts';
import type { Place } from './templateErrors.ts';

export type Parsed =
  | { ok: true; program: hbs.AST.Program }
  | { ok: false; place: Place; fault: TemplateErrorParams<'template.syntax'> };

/** Handlebars' generated parser keeps its lexer at the place of an error; its own error has the line only. */
type Lexer = { matched: string; match: string };
const parser = (Handlebars as unknown as { Parser: { lexer: Lexer } }).Parser;

/**
 * The AST of a template, or the exact place of a syntax error. Whitespace control is not applied, so columns stay right.
 */
export function parseTemplate(source: string): Parsed {
  try {
    return { ok: true, program: Handlebars.parseWithoutProcessing(source) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ok: false, place: placeOfError(error), fault: faultIn(message) };
  }
}

/** Semantic errors carry their place; for grammar errors the lexer's position is used. */
function placeOfError(error: unknown): Place {
  const { lineNumber, column } = error as { lineNumber?: number; column?: number };
  if (lineNumber !== undefined && column !== undefined) return { line: lineNumber, column: column + 1 };
  const { matched, match } = parser.lexer;
  const before = matched.slice(0, matched.length - match.length).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function faultIn(message: string): TemplateErrorParams<'template.syntax'> {
  const mismatch = /^(\S+) doesn't match (\S+)/.exec(message);
  if (mismatch) return { reason: 'mismatch', opened: mismatch[1] ?? '', closed: mismatch[2] ?? '' };
  const expecting = /got '(\w+)'/.exec(message)?.[1];
  if (expecting === 'EOF') return { reason: 'unfinished' };
  if (expecting === 'OPEN_ENDBLOCK') return { reason: 'unopened' };
  if (expecting === 'INVALID' || /Lexical error/.test(message)) return { reason: 'invalid' };
  return { reason: 'unreadable' };
}
