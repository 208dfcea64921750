import type { Language } from '../../domain/format.ts';
import type { ProblemCode } from '../../domain/problem.ts';
import { filled } from './filled.ts';
import { problemsEn } from './problems.en.ts';
import { problemsPl } from './problems.pl.ts';

const sentences = { pl: problemsPl, en: problemsEn };

/** The sentence of a refusal, with the waiting time where it is known. */
export function problemSentence(code: ProblemCode, language: Language, params: Record<string, unknown> = {}): string {
  const sentence = filled(sentences[language][code], params);
  const seconds = params.retryAfterSeconds;
  if (code !== 'rate.limited' || typeof seconds !== 'number') return sentence;
  const minutes = Math.max(1, Math.ceil(seconds / 60));
  return language === 'pl' ? `${sentence} Spróbuj za ${minutes} min.` : `${sentence} Try again in ${minutes} min.`;
}
