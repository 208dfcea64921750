import type { Language } from '../../../../../src/domain/format.ts';
import { officeEn } from './office.en.ts';
import { type OfficeText, officePl } from './office.pl.ts';

export function officeText(language: Language): OfficeText {
  return language === 'pl' ? officePl : officeEn;
}
