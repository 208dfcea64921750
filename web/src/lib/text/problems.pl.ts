import { problemsPl as told } from '../../../../src/contract/sentences/problems.pl.ts';
import type { ApiCode } from '../shared/api.ts';

/** One sentence for each refusal: the server's codes, and those for a missing answer. */
export const problemsPl: Record<ApiCode, string> = {
  ...told,
  offline: 'Brak połączenia z internetem. Nic nie przepadło: spróbuj ponownie, gdy wróci zasięg.',
  timeout: 'Odpowiedź nie przyszła na czas. Nic nie przepadło: spróbuj ponownie.',
};
