import type { Language } from '../../../../../src/domain/format.ts';
import { tillsEn } from './tills.en.ts';
import { type TillsText, tillsPl } from './tills.pl.ts';
import { tillsUk } from './tills.uk.ts';

const texts: Record<Language, TillsText> = { pl: tillsPl, en: tillsEn, uk: tillsUk };

export function tillsText(language: Language): TillsText {
  return texts[language];
}
