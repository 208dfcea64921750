import { problemsEn as told } from '../../../../src/contract/sentences/problems.en.ts';
import type { ApiCode } from '../shared/api.ts';
import { noAnswerEn } from './noAnswer.en.ts';

/** One sentence for each refusal: the server's codes, and those for a missing answer. */
export const problemsEn: Record<ApiCode, string> = {
  ...told,
  ...noAnswerEn,
};
