import type { Language } from '../../../../../src/domain/format.ts';
import { operatorEn } from './operator.en.ts';
import { type OperatorText, operatorPl } from './operator.pl.ts';

export function operatorText(language: Language): OperatorText {
  return language === 'pl' ? operatorPl : operatorEn;
}
