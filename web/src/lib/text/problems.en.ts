import { problemsEn as told } from '../../../../src/contract/sentences/problems.en.ts';
import type { ApiCode } from '../shared/api.ts';

/** One sentence for each refusal: the server's codes, and those for a missing answer. */
export const problemsEn: Record<ApiCode, string> = {
  ...told,
  offline: 'No internet connection. Nothing is lost: try again when you are back online.',
  timeout: 'The answer did not come in time. Nothing is lost: try again.',
};
