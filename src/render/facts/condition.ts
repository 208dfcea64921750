import { isBoolean, isNumber, isPath, isString, isSubExpression } from '../source/nodes.ts';
import type { Found } from '../source/templateScope.ts';
import { type Fact, invoiceFacts } from './facts.ts';

/** Finds a field by its path as the template writes it; rows carry the number of their loop: "lines[3].gross". */
export type Resolve = (path: hbs.AST.PathExpression) => Found | undefined;

/** A fact, and where it is shown: the path names the loop of its row until that loop ends. */
export type ShownFact = { fact: Fact; path: string };

/** What a condition is whenever the fact exists; undefined when it can be either. */
export type Truth = boolean | undefined;

const listOf = (path: string) => path.slice(0, path.indexOf('['));
/** "lines[3].gross" → "lines[].gross". */
export const withoutLoop = (path: string) => path.replace(/\[\d+\]/g, '[]');

const onEveryInvoice = new Set([
  ...['title', 'language', 'currency', 'receiptNote', 'registerNote', 'lineCount'],
  ...invoiceFacts.filter(({ exists }) => exists.length === 0).flatMap(({ path }) => [path, listOf(path)]),
]);

/** Three-valued: a condition of which nothing is known can be false while the fact exists. */
export function truthOf(condition: hbs.AST.Expression, shown: ShownFact, resolve: Resolve): Truth {
  if (isPath(condition)) {
    const found = resolve(condition);
    return found && (found.field.kind === 'group' || isFilled(found.path, shown)) ? true : undefined;
  }
  if (isBoolean(condition)) return condition.value;
  if (!isSubExpression(condition) || !isPath(condition.path)) return undefined;
  const [left, right] = condition.params;
  if (!left) return undefined;
  const of = (part: hbs.AST.Expression | undefined) => (part ? truthOf(part, shown, resolve) : undefined);
  switch (condition.path.original) {
    case 'not':
      return opposite(of(left));
    case 'and':
      return both(of(left), of(right));
    case 'or':
      return opposite(both(opposite(of(left)), opposite(of(right))));
    case 'gt':
      return isField(left, 'number', resolve) && isZero(right) ? of(left) : undefined;
    case 'eq':
      return comparesWithNothing(left, right, resolve) ? opposite(of(left)) : undefined;
    default:
      return undefined;
  }
}

/** Whether a field is true, and a list has rows, whenever the fact exists. */
export function isFilled(path: string, { fact, path: shownAt }: ShownFact): boolean {
  if (path === shownAt || onEveryInvoice.has(withoutLoop(path))) return true;
  const loop = /\[\d*\]/.exec(shownAt)?.[0] ?? '[]';
  return fact.exists.some((field) => field.replace('[]', loop) === path);
}

const opposite = (truth: Truth): Truth => (truth === undefined ? undefined : !truth);

function both(left: Truth, right: Truth): Truth {
  if (left === false || right === false) return false;
  return left && right;
}

function comparesWithNothing(
  left: hbs.AST.Expression,
  right: hbs.AST.Expression | undefined,
  resolve: Resolve,
): boolean {
  const isEmptyText = right !== undefined && isString(right) && right.value === '';
  return (isEmptyText && isField(left, 'text', resolve)) || (isZero(right) && isField(left, 'number', resolve));
}

function isField(node: hbs.AST.Expression, kind: 'text' | 'number', resolve: Resolve): boolean {
  return isPath(node) && resolve(node)?.field.kind === kind;
}

const isZero = (node: hbs.AST.Expression | undefined) => node !== undefined && isNumber(node) && node.value === 0;

const longestShown = 80;

/** The condition as a designer wrote it, cut when it is long. */
export function conditionText(condition: hbs.AST.Expression | undefined): string {
  const text = condition ? written(condition) : '';
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
}

function written(node: hbs.AST.Expression): string {
  if (isPath(node)) return node.original;
  if (isString(node)) return `"${node.value}"`;
  if (isNumber(node) || isBoolean(node)) return String(node.value);
  if (isSubExpression(node)) return `(${[node.path, ...node.params].map((part) => written(part)).join(' ')})`;
  return '…';
}
