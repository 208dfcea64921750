import { templateErrorSentence } from '../../../../../src/contract/sentences/templateErrors.ts';
import type { TemplateError } from '../../../../../src/contract/templates.ts';
import { checkTheme, type Palette, readable, type ThemeError } from '../../../../../src/domain/chains/theme.ts';
import { contrast } from '../../../../../src/domain/contrast.ts';
import type { Language } from '../../../../../src/domain/format.ts';
import { type Tokens, tokenAt } from './themeTokens.ts';

export type Scheme = 'light' | 'dark';
/** The contrast of a colour on another; `ratio` is undefined while one of them is not a colour. */
export type PairContrast = { back: keyof Palette; ratio: number | undefined; least: number };

/** The errors of the tokens, found before the server has checked them. */
export function themeErrors(tokens: Tokens): ThemeError[] {
  const checked = checkTheme(tokens);
  return checked.ok ? [] : checked.errors;
}

/** The sentence for one field; empty without an error. Contrast is shown beside the colours instead. */
export function themeFieldError(errors: readonly ThemeError[], path: string, language: Language): string {
  const error = errors.find((candidate) => candidate.path === path && candidate.code !== 'theme.contrast');
  return error ? templateErrorSentence(error, language) : '';
}

/** The sentence for the logo, which only the server checks; empty without an error. */
export function logoError(errors: readonly TemplateError[], language: Language): string {
  const error = errors.find(({ code }) => code.startsWith('logo.'));
  return error ? templateErrorSentence(error, language) : '';
}

/** The background colours of this colour, in one scheme. */
export function contrastsOf(tokens: Tokens, scheme: Scheme, front: keyof Palette): PairContrast[] {
  const colorOf = (role: keyof Palette) => hexOf(tokenAt(tokens, `/${scheme}/${role}`));
  return readable
    .filter((pair) => pair.front === front)
    .map(({ back, least }) => {
      const [a, b] = [colorOf(front), colorOf(back)];
      return { back, least, ratio: a && b ? contrast(a, b) : undefined };
    });
}

/** #rrggbb, or undefined for anything else. */
export function hexOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value) ? value : undefined;
}

/** A ratio with one decimal, cut and not rounded: 4.49 is not enough and must not be shown as 4.5. */
export function ratioText(ratio: number, language: Language): string {
  const text = (Math.floor(ratio * 10) / 10).toFixed(1);
  return language === 'en' ? text : text.replace('.', ',');
}
