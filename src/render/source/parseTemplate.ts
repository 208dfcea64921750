import Handlebars from 'handlebars';
import type { Place } from './templateErrors.ts';

export type Parsed = { ok: true; program: hbs.AST.Program } | { ok: false; place: Place; detail: string };

/** The generated parser keeps its lexer where it stopped; its own error names the line only. */
type Lexer = { matched: string; match: string };
const parser = (Handlebars as unknown as { Parser: { lexer: Lexer } }).Parser;

/** The AST of a template, or exactly where it stops being one. Whitespace control is left out: columns stay true. */
export function parseTemplate(source: string): Parsed {
  try {
    return { ok: true, program: Handlebars.parseWithoutProcessing(source) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ok: false, place: placeOfError(error), detail: sentence(message) };
  }
}

/** Semantic errors carry their place; grammar errors are where the lexer stands. */
function placeOfError(error: unknown): Place {
  const { lineNumber, column } = error as { lineNumber?: number; column?: number };
  if (lineNumber !== undefined && column !== undefined) return { line: lineNumber, column: column + 1 };
  const { matched, match } = parser.lexer;
  const before = matched.slice(0, matched.length - match.length).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function sentence(message: string): string {
  const mismatch = /^(\S+) doesn't match (\S+)/.exec(message);
  if (mismatch) return `{{/${mismatch[2]}}} closes {{#${mismatch[1]}}}.`;
  const expecting = /got '(\w+)'/.exec(message)?.[1];
  if (expecting === 'EOF') return 'The template ends before a mustache or a block is closed.';
  if (expecting === 'OPEN_ENDBLOCK') return 'This closes a block that was never opened.';
  if (expecting === 'INVALID' || /Lexical error/.test(message)) return 'This is not valid inside a mustache.';
  return 'This mustache cannot be read.';
}
