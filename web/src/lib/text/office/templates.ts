import type { Language } from '../../../../../src/domain/format.ts';
import { templatesEn } from './templates.en.ts';
import { type TemplatesText, templatesPl } from './templates.pl.ts';

export function templatesText(language: Language): TemplatesText {
  return language === 'pl' ? templatesPl : templatesEn;
}
