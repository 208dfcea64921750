import type { Language } from '../../../../../src/domain/format.ts';
import { themeEn } from './theme.en.ts';
import { type ThemeText, themePl } from './theme.pl.ts';

export function themeText(language: Language): ThemeText {
  return language === 'pl' ? themePl : themeEn;
}
