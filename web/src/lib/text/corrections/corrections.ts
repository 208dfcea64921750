import type { Language } from '../../../../../src/domain/format.ts';
import { correctionsEn } from './corrections.en.ts';
import { type CorrectionsText, correctionsPl } from './corrections.pl.ts';
import { correctionsUk } from './corrections.uk.ts';

const texts: Record<Language, CorrectionsText> = { pl: correctionsPl, en: correctionsEn, uk: correctionsUk };

export function correctionsText(language: Language): CorrectionsText {
  return texts[language];
}
