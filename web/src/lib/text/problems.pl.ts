import { problemsPl as told } from '../../../../src/contract/sentences/problems.pl.ts';
import type { ApiCode } from '../shared/api.ts';
import { noAnswerPl } from './noAnswer.pl.ts';

/** One sentence for each refusal: the server's codes, and those for a missing answer. */
export const problemsPl: Record<ApiCode, string> = {
  ...told,
  ...noAnswerPl,
};
