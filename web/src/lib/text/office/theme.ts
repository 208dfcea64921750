import type { Language } from '../../../../../src/domain/format.ts';
import { themeEn } from './theme.en.ts';
import { type ThemeText, themePl } from './theme.pl.ts';
import { themeUk } from './theme.uk.ts';

const texts: Record<Language, ThemeText> = { pl: themePl, en: themeEn, uk: themeUk };

export function themeText(language: Language): ThemeText {
  return texts[language];
}
