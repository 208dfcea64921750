import type { Language } from '../../../../../src/domain/format.ts';
import { correctionsEn } from './corrections.en.ts';
import { type CorrectionsText, correctionsPl } from './corrections.pl.ts';

export function correctionsText(language: Language): CorrectionsText {
  return language === 'pl' ? correctionsPl : correctionsEn;
}
