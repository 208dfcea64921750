import type { CssFaultParams, templateErrorList } from '../templateErrors.ts';

type List = typeof templateErrorList;

/** A sentence for each code, or for each reason of a code; `{name}` stands for a parameter. */
export type TemplateErrorSentences = {
  [Code in keyof List]: List[Code] extends readonly string[] ? string : { [Reason in keyof List[Code]]: string };
};

/** An error in CSS, as half a sentence. */
export type CssSentences = Record<CssFaultParams['reason'], string>;

/** The sentences with each half sentence in the place of `{}`. */
export function cssSentencesIn(frame: string, css: CssSentences): CssSentences {
  const entries = Object.entries(css).map(([reason, half]) => [reason, frame.replace('{}', () => half)]);
  return Object.fromEntries(entries) as CssSentences;
}
