import type { Language } from '../../../../../src/domain/format.ts';
import { templatesEn } from './templates.en.ts';
import { type TemplatesText, templatesPl } from './templates.pl.ts';
import { templatesUk } from './templates.uk.ts';

const texts: Record<Language, TemplatesText> = { pl: templatesPl, en: templatesEn, uk: templatesUk };

export function templatesText(language: Language): TemplatesText {
  return texts[language];
}
