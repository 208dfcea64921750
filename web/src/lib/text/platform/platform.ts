import type { Language } from '../../../../../src/domain/format.ts';
import { platformEn } from './platform.en.ts';
import { type PlatformText, platformPl } from './platform.pl.ts';

export function platformText(language: Language): PlatformText {
  return language === 'pl' ? platformPl : platformEn;
}
