import { brokenUk } from '../../../../src/contract/sentences/broken.uk.ts';
import type { OwnCode } from '../shared/api.ts';

/** The sentences for when there is no answer of the server, which has one for each of its refusals. */
export const problemsUk: Record<OwnCode, string> = {
  ...brokenUk,
  offline: 'Немає інтернету. Нічого не втрачено: спробуйте ще раз, коли з’явиться зв’язок.',
  timeout: 'Відповідь не надійшла вчасно. Нічого не втрачено: спробуйте ще раз.',
};
