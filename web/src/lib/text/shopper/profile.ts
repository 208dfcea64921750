import type { Language } from '../../../../../src/domain/format.ts';
import { type Voice, wordingFor } from '../voice.ts';
import { profileEn } from './profile.en.ts';
import { type ProfileText, profilePl } from './profile.pl.ts';

/** The words of the account's pages, which only these load. */
export function profileText({ language, voice }: { language: Language; voice: Voice }): ProfileText {
  return language === 'pl' ? profilePl(wordingFor(voice)) : profileEn(wordingFor(voice));
}
