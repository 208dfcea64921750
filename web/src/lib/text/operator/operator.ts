import type { Language } from '../../../../../src/domain/format.ts';
import { operatorEn } from './operator.en.ts';
import { type OperatorText, operatorPl } from './operator.pl.ts';
import { operatorUk } from './operator.uk.ts';

const texts: Record<Language, OperatorText> = { pl: operatorPl, en: operatorEn, uk: operatorUk };

export function operatorText(language: Language): OperatorText {
  return texts[language];
}
