import type { Language } from '../../../../../src/domain/format.ts';
import { ksefEn } from './ksef.en.ts';
import { type KsefText, ksefPl } from './ksef.pl.ts';
import { ksefUk } from './ksef.uk.ts';

const texts: Record<Language, KsefText> = { pl: ksefPl, en: ksefEn, uk: ksefUk };

export function ksefText(language: Language): KsefText {
  return texts[language];
}
