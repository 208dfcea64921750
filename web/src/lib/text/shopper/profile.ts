import { type Voice, type Wording, wordingFor } from '../../../../../src/contract/firstScreen/voice.ts';
import type { Language } from '../../../../../src/domain/format.ts';
import { profileEn } from './profile.en.ts';
import { type ProfileText, profilePl } from './profile.pl.ts';
import { profileUk } from './profile.uk.ts';

const written: Record<Language, (by: Wording) => ProfileText> = { pl: profilePl, en: profileEn, uk: profileUk };

/** The words of the account's pages, which only these load. */
export function profileText({ language, voice }: { language: Language; voice: Voice }): ProfileText {
  return written[language](wordingFor(voice));
}
