import {
  createScanner,
  findNodeAtLocation,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import type { TemplateErrorParams } from '../../contract/templateErrors.ts';
import type { TemplateError } from '../../contract/templates.ts';
import { checkTheme } from '../../domain/chains/theme.ts';
import { fieldsOf } from '../../domain/jsonPointer.ts';
import { sanitizeSvg } from '../page/logo.ts';
import { firstPlace, type Place, placeAt, templateError } from '../source/templateErrors.ts';

/** The errors of theme.json, each at the line and column of the value that it concerns. */
export function checkThemeSource(source: string): TemplateError[] {
  const parsed = parseJson(source);
  if ('errors' in parsed) return parsed.errors;
  const { tree, value } = parsed;
  const repeated = repeatedKeys(tree);
  // Of a repeated key JSON.parse keeps the last value and the tree finds the first, so the places of other errors would
  // be wrong.
  if (repeated.length > 0)
    return repeated.map(({ node, token }) => templateError('theme.repeated', placeAt(source, node.offset), { token }));
  const checked = checkTheme(value);
  const placeOf = (pointer: string) => placeOfPointer(source, tree, pointer);
  if (!checked.ok) return checked.errors.map(({ path, code, params }) => templateError(code, placeOf(path), params));
  const logo = sanitizeSvg(checked.theme.logo);
  return logo.ok ? [] : logo.errors.map(({ code, params }) => templateError(code, placeOf('/logo'), params));
}

type Parsed = { tree: Node; value: unknown } | { errors: TemplateError[] };

/**
 * JSON.parse decides whether the text is JSON, because a published theme is read with it; jsonc-parser finds the places.
 */
function parseJson(source: string): Parsed {
  const tooDeep = offsetTooDeep(source);
  if (tooDeep !== undefined) return jsonError(placeAt(source, tooDeep), { reason: 'too_deep', most: deepestGroups });
  const faults: ParseError[] = [];
  const tree = parseTree(source, faults, { disallowComments: true, allowTrailingComma: false });
  const [fault] = faults;
  if (fault) {
    const reason = reasons[printParseErrorCode(fault.error)] ?? 'symbol';
    return jsonError(placeAt(source, fault.offset), { reason });
  }
  try {
    const value: unknown = JSON.parse(source);
    if (tree) return { tree, value };
  } catch {
    // jsonc-parser accepts some control characters and spaces that JSON.parse refuses.
  }
  return jsonError(firstPlace, { reason: 'symbol' });
}

function jsonError(place: Place, params: TemplateErrorParams<'theme.json'>): Parsed {
  return { errors: [templateError('theme.json', place, params)] };
}

const reasons: { [parserCode: string]: Exclude<TemplateErrorParams<'theme.json'>['reason'], 'too_deep'> } = {
  CommaExpected: 'comma',
  ColonExpected: 'colon',
  PropertyNameExpected: 'name',
  ValueExpected: 'value',
  CloseBraceExpected: 'unclosed',
  CloseBracketExpected: 'unclosed',
  UnexpectedEndOfString: 'text',
  InvalidUnicode: 'text',
  InvalidEscapeCharacter: 'text',
  InvalidCharacter: 'text',
  InvalidNumberFormat: 'number',
  UnexpectedEndOfNumber: 'number',
  InvalidCommentToken: 'comment',
  UnexpectedEndOfComment: 'comment',
  EndOfFileExpected: 'end',
};

/** jsonc-parser is recursive; a valid theme has one level of groups. */
const deepestGroups = 32;

function offsetTooDeep(source: string): number | undefined {
  const scanner = createScanner(source, true);
  let depth = 0;
  // The scanner returns an empty token at the end of the text.
  for (scanner.scan(); scanner.getTokenLength() > 0; scanner.scan()) {
    const sign = source[scanner.getTokenOffset()];
    if (sign === '{' || sign === '[') depth += 1;
    else if (sign === '}' || sign === ']') depth -= 1;
    if (depth > deepestGroups) return scanner.getTokenOffset();
  }
  return undefined;
}

/** Keys that repeat an earlier key of their object. */
function repeatedKeys(node: Node, path = ''): { node: Node; token: string }[] {
  const seen = new Set<string>();
  return (node.children ?? []).flatMap((child) => {
    const [key, value] = child.type === 'property' ? (child.children ?? []) : [undefined, child];
    if (!key) return value ? repeatedKeys(value, path) : [];
    const name = String(key.value);
    const token = path === '' ? name : `${path}.${name}`;
    const again = seen.has(name) ? [{ node: key, token }] : [];
    seen.add(name);
    return [...again, ...(value ? repeatedKeys(value, token) : [])];
  });
}

/** The place of the value that a pointer names; for a missing value, the place of its group. */
function placeOfPointer(source: string, tree: Node, pointer: string): Place {
  const fields = fieldsOf(pointer);
  for (let length = fields.length; length > 0; length -= 1) {
    const node = findNodeAtLocation(tree, fields.slice(0, length));
    if (node) return placeAt(source, node.offset);
  }
  return placeAt(source, tree.offset);
}
