import type { Language } from '../../domain/format.ts';
import type { ProblemCode } from '../../domain/problem.ts';
import { filled } from './filled.ts';
import { problemsEn } from './problems.en.ts';
import { problemsPl } from './problems.pl.ts';
import { problemsUk } from './problems.uk.ts';

const sentences = { pl: problemsPl, en: problemsEn, uk: problemsUk };
const waits: Record<Language, (minutes: number) => string> = {
  pl: (minutes) => `Spróbuj za ${minutes} min.`,
  en: (minutes) => `Try again in ${minutes} min.`,
  uk: (minutes) => `Спробуйте за ${minutes} хв.`,
};

/** The sentence of a refusal, with the waiting time where it is known. */
export function problemSentence(code: ProblemCode, language: Language, params: Record<string, unknown> = {}): string {
  const sentence = filled(sentences[language][code], params);
  const seconds = params.retryAfterSeconds;
  if (code !== 'rate.limited' || typeof seconds !== 'number') return sentence;
  const minutes = Math.max(1, Math.ceil(seconds / 60));
  return `${sentence} ${waits[language](minutes)}`;
}
