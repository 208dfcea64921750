import { labels } from '../labels.ts';
import type { Field } from '../source/fields.ts';
import { isBlock, placeOf } from '../source/flatten.ts';
import { helperUses } from '../source/helpers.ts';
import { isMustache, isPartial, isPath, isString, isSubExpression } from '../source/nodes.ts';
import { partialNames, type TemplateSort } from '../source/partials.ts';
import { hint, type Report } from '../source/templateErrors.ts';
import { lookUp, type Scope } from '../source/templateScope.ts';

/** Most levels of nested blocks and of nested parentheses. */
const deepest = 12;

/**
 * Allows only known helpers with the right parameters, fields of their scope, known labels and known partials. Everything
 * else in Handlebars (decorators, dynamic partials, raw output, block parameters) is reported.
 */
export function checkNames(program: hbs.AST.Program, sort: TemplateSort, root: Field, report: Report): void {
  walk(program, [{ field: root, path: '' }], 0);

  function walk(body: hbs.AST.Program, scopes: Scope[], depth: number): void {
    for (const statement of body.body) {
      if (isBlock(statement)) block(statement, scopes, depth + 1);
      else if (isMustache(statement)) mustache(statement, scopes);
      else if (isPartial(statement)) partial(statement, scopes);
      else if (statement.type !== 'ContentStatement' && statement.type !== 'CommentStatement') {
        report('syntax.refused', placeOf(statement), { reason: 'decorator' });
      }
    }
  }

  function mustache(statement: hbs.AST.MustacheStatement, scopes: Scope[]): void {
    const place = placeOf(statement);
    if (!statement.escaped) report('mustache.raw', place, {});
    if (!isPath(statement.path)) return report('syntax.refused', place, { reason: 'fixed_value' });
    const helper = helperCalled(statement.path);
    if (helper !== undefined || statement.params.length > 0 || statement.hash)
      return call(statement, 'print', scopes, 0);
    const found = lookUp(statement.path, scopes, report);
    if (!found || found.field.kind === 'text' || found.field.kind === 'number') return;
    report('field.not_printable', place, { reason: found.field.kind, field: statement.path.original });
  }

  function block(statement: hbs.AST.BlockStatement, scopes: Scope[], depth: number): void {
    const place = placeOf(statement);
    if (depth > deepest) return report('template.too_deep', place, { reason: 'blocks', most: deepest });
    if (statement.program?.blockParams || statement.inverse?.blockParams)
      report('syntax.refused', place, { reason: 'block_parameters' });
    call(statement, 'block', scopes, 0);
    const inner = statement.path.original === 'each' ? eachScope(statement, scopes) : scopes;
    if (statement.program && inner) walk(statement.program, inner, depth);
    // Handlebars parses {{else if}} as a block inside the inverse; a chain of them does not count as nesting.
    const chained = isChained(statement.inverse);
    if (statement.inverse) walk(statement.inverse, scopes, chained ? depth - 1 : depth);
  }

  /** The scopes inside {{#each list}}; undefined when the list itself is wrong. */
  function eachScope(statement: hbs.AST.BlockStatement, scopes: Scope[]): Scope[] | undefined {
    const [list] = statement.params;
    if (!list || !isPath(list)) return undefined;
    const found = lookUp(list, scopes, () => {});
    if (!found) return undefined;
    if (found.field.kind === 'list') return [...scopes, { field: found.field.of, path: `${found.path}[]` }];
    report('field.not_a_list', placeOf(list), { field: list.original });
    return undefined;
  }

  function call(
    node: hbs.AST.MustacheStatement | hbs.AST.BlockStatement | hbs.AST.SubExpression,
    use: 'block' | 'inside' | 'print',
    scopes: Scope[],
    depth: number,
  ): void {
    const place = placeOf(node);
    const name = isPath(node.path) ? node.path.original : '';
    const helper = isPath(node.path) ? helperCalled(node.path) : undefined;
    const fitting = Object.keys(helperUses).filter((each) => helperUses[each]?.use === use);
    if (!helper) return report('helper.unknown', place, { name, ...hint(name, fitting) });
    if (helper.use !== use) return report('helper.arguments', place, { reason: 'place', name });
    if (node.hash) report('syntax.refused', place, { reason: 'named_parameters', name });
    if (node.params.length !== helper.params) {
      const count = { wanted: helper.params, given: node.params.length };
      report('helper.arguments', place, { reason: 'count', name, ...count });
    }
    if (name === 't') return label(node.params[0], node);
    for (const param of node.params) parameter(param, scopes, depth + 1);
  }

  function parameter(param: hbs.AST.Expression, scopes: Scope[], depth: number): void {
    if (depth > deepest) report('template.too_deep', placeOf(param), { reason: 'parentheses', most: deepest });
    else if (isPath(param)) lookUp(param, scopes, report);
    else if (isSubExpression(param)) call(param, 'inside', scopes, depth);
    else if (!/^(String|Number|Boolean)Literal$/.test(param.type)) {
      report('syntax.refused', placeOf(param), { reason: 'literal' });
    }
  }

  function label(key: hbs.AST.Expression | undefined, node: hbs.AST.Node): void {
    const known = Object.keys(labels.pl);
    const name = key && isString(key) ? key.value : undefined;
    if (name !== undefined && known.includes(name)) return;
    const place = placeOf(key ?? node);
    if (name === undefined) report('label.unknown', place, { reason: 'not_text' });
    else report('label.unknown', place, { reason: 'named', name, ...hint(name, known) });
  }

  function partial(statement: hbs.AST.PartialStatement, scopes: Scope[]): void {
    const place = placeOf(statement);
    const known = partialNames(sort);
    const name = isPath(statement.name) ? statement.name.original : undefined;
    if (name === undefined) return report('syntax.refused', place, { reason: 'partial_name' });
    if (!known.includes(name)) return report('partial.unknown', place, { name, ...hint(name, known) });
    if (statement.params.length > 0 || statement.hash)
      report('syntax.refused', place, { reason: 'partial_parameters' });
    if (scopes.length > 1) report('partial.place', place, { name });
  }

  /** A field never hides a helper of the same name: no field has a helper's name, which a test checks. */
  function helperCalled(path: hbs.AST.PathExpression) {
    const simple = !path.data && path.depth === 0 && path.parts.length === 1 && !/^(this|\.)/.test(path.original);
    return simple && Object.hasOwn(helperUses, path.original) ? helperUses[path.original] : undefined;
  }
}

function isChained(program: hbs.AST.Program | undefined): boolean {
  return program !== undefined && 'chained' in program && program.chained === true;
}
