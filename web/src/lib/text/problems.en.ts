import { brokenEn } from '../../../../src/contract/sentences/broken.en.ts';
import type { OwnCode } from '../shared/api.ts';

/** The sentences for when there is no answer of the server, which has one for each of its refusals. */
export const problemsEn: Record<OwnCode, string> = {
  ...brokenEn,
  offline: 'No internet connection. Nothing is lost: try again when you are back online.',
  timeout: 'The answer did not come in time. Nothing is lost: try again.',
};
