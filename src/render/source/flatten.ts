import type { Place } from './templateErrors.ts';

/** A mustache between two pieces of fixed text. Marks of one block share its `place`. */
export type Mark = { kind: 'field' | 'partial' | 'open' | 'branch' | 'close'; place: Place };

/**
 * The fixed text of a template in the order of the source, with a stand-in for every mark that HTML parsers accept: one
 * private character for a field, a space for a block, an element for a partial. `marks` are by their index in the text.
 */
export type Flat = { text: string; marks: Map<number, Mark>; placeAt: (index: number) => Place };

/** Start of a source line in the flat text. All characters of a partial's stand-in have the partial's place. */
type LineStart = { index: number; place: Place; fixed?: true };

/** Stand-in for a field; sources that contain this character are refused. */
export const markChar = '\uE000';

/** Stand-in for a partial: an element of the kind that the partial begins with. The mark is inside. */
const standIns: { [partial: string]: string } = { logo: 'span', button: 'a' };

/**
 * Puts the branches of a block one after another. checkHtml() requires each branch to leave the tree as it was, so this
 * is equivalent.
 */
export function flatten(program: hbs.AST.Program): Flat {
  const lines: LineStart[] = [];
  const marks = new Map<number, Mark>();
  let text = '';

  function mark(kind: Mark['kind'], place: Place): void {
    marks.set(text.length, { kind, place });
    text += kind === 'field' || kind === 'partial' ? markChar : ' ';
  }

  function partial(name: string, place: Place): void {
    const element = standIns[name] ?? 'div';
    lines.push({ index: text.length, place, fixed: true });
    text += `<${element}>`;
    mark('partial', place);
    text += `</${element}>`;
  }

  function walk(statements: hbs.AST.Statement[]): void {
    for (const statement of statements) {
      const place = placeOf(statement);
      if (isContent(statement)) {
        const fixed = String(statement.original);
        lines.push({ index: text.length, place });
        for (let at = fixed.indexOf('\n'); at >= 0; at = fixed.indexOf('\n', at + 1)) {
          lines.push({ index: text.length + at + 1, place: { line: (lines.at(-1)?.place.line ?? 0) + 1, column: 1 } });
        }
        text += fixed;
      } else if (isBlock(statement)) {
        mark('open', place);
        walk(statement.program?.body ?? []);
        mark('branch', place);
        walk(statement.inverse?.body ?? []);
        mark('close', place);
      } else if (statement.type === 'MustacheStatement') mark('field', place);
      else if (isPartial(statement)) partial(nameOf(statement), place);
    }
  }

  walk(program.body);
  return { text, marks, placeAt: (index) => marks.get(index)?.place ?? placeWithin(lines, index) };
}

/** Handlebars counts columns from 0. */
export function placeOf(node: hbs.AST.Node): Place {
  return { line: node.loc.start.line, column: node.loc.start.column + 1 };
}

export const isBlock = (node: hbs.AST.Node): node is hbs.AST.BlockStatement => node.type === 'BlockStatement';
const isContent = (node: hbs.AST.Node): node is hbs.AST.ContentStatement => node.type === 'ContentStatement';

const isPartial = (node: hbs.AST.Node): node is hbs.AST.PartialStatement => node.type === 'PartialStatement';
const nameOf = ({ name }: hbs.AST.PartialStatement) => (name.type === 'PathExpression' ? String(name.original) : '');

/** A binary search: a hostile template has tens of thousands of lines and as many errors. */
function placeWithin(lines: LineStart[], index: number): Place {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((lines[middle]?.index ?? 0) <= index) low = middle;
    else high = middle - 1;
  }
  const start = lines[low];
  if (start?.fixed) return start.place;
  return start ? { line: start.place.line, column: start.place.column + index - start.index } : { line: 1, column: 1 };
}
