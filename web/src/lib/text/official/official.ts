import type { Language } from '../../../../../src/domain/format.ts';
import { officialEn } from './official.en.ts';
import { type OfficialText, officialPl } from './official.pl.ts';
import { officialUk } from './official.uk.ts';

const texts: Record<Language, OfficialText> = { pl: officialPl, en: officialEn, uk: officialUk };

export function officialText(language: Language): OfficialText {
  return texts[language];
}
