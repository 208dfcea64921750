import type { Language } from '../../../../../src/domain/format.ts';
import { officeEn } from './office.en.ts';
import { type OfficeText, officePl } from './office.pl.ts';
import { officeUk } from './office.uk.ts';

const texts: Record<Language, OfficeText> = { pl: officePl, en: officeEn, uk: officeUk };

export function officeText(language: Language): OfficeText {
  return texts[language];
}
