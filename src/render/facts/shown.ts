import type { Field } from '../source/fields.ts';
import { isBlock, placeOf } from '../source/flatten.ts';
import { isMustache, isPartial, isPath } from '../source/nodes.ts';
import type { Place } from '../source/templateErrors.ts';
import { type Found, lookUp, type Scope } from '../source/templateScope.ts';
import {
  conditionText,
  isFilled,
  type Resolve,
  type ShownFact,
  type TruthValue,
  truthOf,
  withoutLoop,
} from './condition.ts';
import type { Fact } from './facts.ts';

/** What the condition of a fact that is not always shown must be, for the fact to be shown. */
export type When = 'if_true' | 'if_false' | 'if_entries' | 'if_no_entries';
export type Only = { condition: string; when: When; place: Place };

/** Facts that a template shows always, only under a condition, and only in attributes, by the path of the fact. */
export type Shown = { always: Set<string>; only: Map<string, Only>; inAttributes: Map<string, Place> };

export type ShownOptions = {
  facts: readonly Fact[];
  root: Field;
  /** Whether a mustache stands in text that is printed. */
  isText: (place: Place) => boolean;
  /** The facts that a built-in partial shows. Partials are allowed outside {{#each}} only. */
  partial: (name: string) => Iterable<string>;
};

/** Paths of facts. Inside a loop, a row's path contains the loop's number. */
type Paths = Set<string>;
type Branches = { body: Paths; inverse: Paths };

/**
 * Follows every branch of a template. A fact is always shown when it stands in text, in each branch that can be taken while
 * the fact exists, and for a row's fact in a loop over its list.
 */
export function shownFacts(program: hbs.AST.Program, { facts, root, isText, partial }: ShownOptions): Shown {
  const factOf = new Map(facts.flatMap((fact) => [fact.path, ...fact.within].map((path) => [path, fact] as const)));
  const only: Shown['only'] = new Map();
  const inAttributes: Shown['inAttributes'] = new Map();
  let loops = 0;
  return { always: walk(program, [{ field: root, path: '' }]), only, inAttributes };

  function walk(body: hbs.AST.Program | undefined, scopes: Scope[]): Paths {
    const shown: Paths = new Set();
    for (const statement of body?.body ?? []) {
      for (const path of shownBy(statement, scopes)) shown.add(path);
    }
    return shown;
  }

  function shownBy(statement: hbs.AST.Statement, scopes: Scope[]): Iterable<string> {
    if (isMustache(statement)) return printed(statement, scopes);
    if (isPartial(statement)) return isPath(statement.name) ? partial(statement.name.original) : [];
    if (!isBlock(statement)) return [];
    return statement.path.original === 'each' ? loop(statement, scopes) : choice(statement, scopes);
  }

  function printed({ path, params, loc }: hbs.AST.MustacheStatement, scopes: Scope[]): string[] {
    const found = isPath(path) && params.length === 0 ? resolverOf(scopes)(path) : undefined;
    const fact = found && factOf.get(withoutLoop(found.path));
    if (!found || !fact) return [];
    const place = { line: loc.start.line, column: loc.start.column + 1 };
    if (isText(place)) return [fact.path === withoutLoop(found.path) ? found.path : fact.path];
    inAttributes.set(fact.path, place);
    return [];
  }

  function choice(block: hbs.AST.BlockStatement, scopes: Scope[]): Paths {
    const [condition] = block.params;
    const isUnless = block.path.original === 'unless';
    const branches = { body: walk(block.program, scopes), inverse: walk(block.inverse, scopes) };
    return merge(branches, {
      truth: (shown) => {
        const truth = condition ? truthOf(condition, shown, resolverOf(scopes)) : undefined;
        return isUnless && truth !== undefined ? !truth : truth;
      },
      only: (inBody) => ({
        condition: conditionText(condition),
        when: inBody === isUnless ? 'if_false' : 'if_true',
        place: placeOf(block),
      }),
    });
  }

  function loop(block: hbs.AST.BlockStatement, scopes: Scope[]): Paths {
    const [list] = block.params;
    const found = list && isPath(list) ? resolverOf(scopes)(list) : undefined;
    if (found?.field.kind !== 'list') return new Set();
    const inLoop = `${found.path}[${loops++}]`;
    const rows = walk(block.program, [...scopes, { field: found.field.of, path: inLoop }]);
    const branches = { body: outOfLoop(rows, inLoop), inverse: walk(block.inverse, scopes) };
    return merge(branches, {
      truth: (shown) => isFilled(found.path, shown) || undefined,
      only: (inBody) => ({
        condition: conditionText(list),
        when: inBody ? 'if_entries' : 'if_no_entries',
        place: placeOf(block),
      }),
    });
  }

  function merge(
    { body, inverse }: Branches,
    { truth, only: why }: { truth: (shown: ShownFact) => TruthValue; only: (inBody: boolean) => Only },
  ): Paths {
    const shown: Paths = new Set();
    for (const path of new Set([...body, ...inverse])) {
      const fact = factOf.get(withoutLoop(path));
      if (!fact) continue;
      const isTrue = truth({ fact, path });
      const counts = (isTrue === false || body.has(path)) && (isTrue === true || inverse.has(path));
      if (counts) shown.add(path);
      else if (!only.has(fact.path)) only.set(fact.path, why(body.has(path)));
    }
    return shown;
  }
}

/** Removes the loop's number from paths, as after the loop a row's fact is shown for every row. */
function outOfLoop(rows: Paths, inLoop: string): Paths {
  return new Set([...rows].map((path) => (path.startsWith(inLoop) ? withoutLoop(path) : path)));
}

/** Looks up fields without reporting unknown ones: an earlier check has reported those. */
function resolverOf(scopes: Scope[]): Resolve {
  return (path): Found | undefined => (isCertain(path, scopes) ? lookUp(path, scopes, () => {}) : undefined);
}

/**
 * Whether `../` leads to a certain row. Handlebars adds no context when a loop's row is the same object as the row of the outer
 * loop. In a loop inside a loop over the same list, `../` therefore leads to another level for some rows.
 */
function isCertain({ data, depth }: hbs.AST.PathExpression, scopes: Scope[]): boolean {
  if (data || depth === 0) return true;
  const left = scopes.slice(-depth - 1).map((scope) => withoutLoop(scope.path));
  return left.every((list, index) => list !== left[index - 1]);
}
