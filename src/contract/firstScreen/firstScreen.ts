import type { Language } from '../../domain/format.ts';
import { firstScreenEn } from './firstScreen.en.ts';
import { firstScreenPl } from './firstScreen.pl.ts';
import { firstScreenUk } from './firstScreen.uk.ts';
import { type Voice, type Wording, wordingFor } from './voice.ts';
import type { FirstScreen } from './words.ts';

const written: Record<Language, (by: Wording) => FirstScreen> = {
  pl: firstScreenPl,
  en: firstScreenEn,
  uk: firstScreenUk,
};

/** The first screen in a language. The web app imports the file of one language, so that the others stay out of its script. */
export function firstScreen(language: Language, voice: Voice): FirstScreen {
  return written[language](wordingFor(voice));
}
