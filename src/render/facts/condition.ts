import { isBoolean, isNumber, isPath, isString, isSubExpression } from '../source/nodes.ts';
import type { Found } from '../source/templateScope.ts';
import { type Fact, invoiceFacts } from './facts.ts';

/** Finds a field by its path in the template. Paths of rows contain the number of their loop, such as "lines[3].gross". */
export type Resolve = (path: hbs.AST.PathExpression) => Found | undefined;

/** A shown fact. Inside a loop, `path` contains the loop's number. */
export type ShownFact = { fact: Fact; path: string };

/** The value of a condition on all invoices that have the fact; undefined when it can be true or false. */
export type TruthValue = boolean | undefined;

const listOf = (path: string) => path.slice(0, path.indexOf('['));
/** Removes loop numbers: "lines[3].gross" becomes "lines[].gross". */
export const withoutLoop = (path: string) => path.replace(/\[\d+\]/g, '[]');

const onEveryInvoice = new Set([
  ...['title', 'language', 'currency', 'receiptNote', 'registerNote', 'lineCount'],
  ...invoiceFacts.filter(({ exists }) => exists.length === 0).flatMap(({ path }) => [path, listOf(path)]),
]);

/** Evaluates a condition in three-valued logic. An unknown condition gives undefined and may hide the fact. */
export function truthOf(condition: hbs.AST.Expression, shown: ShownFact, resolve: Resolve): TruthValue {
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
      return comparesWithEmpty(left, right, resolve) ? opposite(of(left)) : undefined;
    default:
      return undefined;
  }
}

/** Whether a field is true, or a list has rows, on every invoice that has the fact. */
export function isFilled(path: string, { fact, path: shownAt }: ShownFact): boolean {
  if (path === shownAt || onEveryInvoice.has(withoutLoop(path))) return true;
  const loop = /\[\d*\]/.exec(shownAt)?.[0] ?? '[]';
  return fact.exists.some((field) => field.replace('[]', loop) === path);
}

const opposite = (truth: TruthValue): TruthValue => (truth === undefined ? undefined : !truth);

function both(left: TruthValue, right: TruthValue): TruthValue {
  if (left === false || right === false) return false;
  return left && right;
}

function comparesWithEmpty(left: hbs.AST.Expression, right: hbs.AST.Expression | undefined, resolve: Resolve): boolean {
  const isEmptyText = right !== undefined && isString(right) && right.value === '';
  return (isEmptyText && isField(left, 'text', resolve)) || (isZero(right) && isField(left, 'number', resolve));
}

function isField(node: hbs.AST.Expression, kind: 'text' | 'number', resolve: Resolve): boolean {
  return isPath(node) && resolve(node)?.field.kind === kind;
}

const isZero = (node: hbs.AST.Expression | undefined) => node !== undefined && isNumber(node) && node.value === 0;

const longestShown = 80;

/** The source of a condition, cut after 80 characters. */
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
