import { readFileSync } from 'node:fs';
import { type CssNode, clone, type Declaration, find, generate, List, type ListItem, parse, walk } from 'css-tree';
import type { Theme } from '../../domain/chains/theme.ts';
import { openLru } from '../lru.ts';
import { colours, declarations, shapes } from '../page/themeCss.ts';

const baseCss = readFileSync(new URL('mail.css', import.meta.url), 'utf8');

/**
 * A stylesheet for old mail programs: each declaration with a `var(--brand)` is written twice, first with the colour
 * itself. Programs without custom properties show the light scheme; the others follow the reader's choice.
 */
export function mailStylesheet(theme: Theme, templateCss: string): string {
  const light = { ...colours(theme.light), ...shapes(theme) };
  return [
    `:root {\ncolor-scheme: light dark;\nsupported-color-schemes: light dark;\n${declarations(light)}\n}`,
    withLiterals(baseCss, light),
    withLiterals(templateCss, light),
    `@media (prefers-color-scheme: dark) {\n:root {\n${declarations(colours(theme.dark))}\n}\n}`,
  ].join('\n');
}

type Values = { [property: string]: string };

// Cached: parsing a stylesheet costs more than building the rest of the mail.
const written = openLru({ entries: 100, characters: 2_000_000 });

function withLiterals(css: string, values: Values): string {
  return written.get(`${JSON.stringify(values)} ${css}`, () => {
    const tree = parse(css, { parseCustomProperty: true });
    walk(tree, {
      visit: 'Declaration',
      enter(node: Declaration, item: ListItem<CssNode> | null, list: List<CssNode> | null) {
        const literal = literalOf(node, values);
        if (literal && item && list) list.insertData(literal, item);
      },
    });
    return generate(tree);
  });
}

/**
 * The declaration with every `var(--brand)` replaced; undefined without a variable, or with one that is not in the theme.
 */
function literalOf(declaration: Declaration, values: Values): CssNode | undefined {
  if (declaration.property.startsWith('--') || !find(declaration, isVariable)) return undefined;
  const literal = clone(declaration);
  walk(literal, (node: CssNode, item: ListItem<CssNode> | null, list: List<CssNode> | null) => {
    const value = literalValue(node, values);
    if (value !== undefined && item)
      list?.replace(item, new List<CssNode>().fromArray([{ type: 'Raw', value: ` ${value}` }]));
  });
  return find(literal, isVariable) ? undefined : literal;
}

const isVariable = (node: CssNode) => node.type === 'Function' && node.name.toLowerCase() === 'var';

function literalValue(node: CssNode, values: Values): string | undefined {
  if (node.type !== 'Function' || !isVariable(node) || node.children.size !== 1) return undefined;
  const name = node.children.first;
  return name?.type === 'Identifier' ? values[name.name] : undefined;
}
