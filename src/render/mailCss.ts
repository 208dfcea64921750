import { readFileSync } from 'node:fs';
import type { Theme } from '../domain/theme.ts';
import { colours, declarations, shapes } from './themeCss.ts';

const baseCss = readFileSync(new URL('mail.css', import.meta.url), 'utf8');

/**
 * A stylesheet that old mail programs understand: each declaration with a `var(--brand)` is written twice, first with the
 * colour itself, so that programs without custom properties show the light scheme and the others follow the reader's choice.
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

function withLiterals(css: string, values: { [property: string]: string }): string {
  return css.replace(/([\w-]+)\s*:\s*([^;{}]*var\(--[^;{}]*)/g, (declaration, property: string, value: string) => {
    const literal = value.replace(/var\((--[\w-]+)\)/g, (whole, name: string) => values[name] ?? whole).trim();
    return literal.includes('var(') ? declaration : `${property}: ${literal}; ${declaration}`;
  });
}
