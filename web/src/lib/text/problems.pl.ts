import { problemsPl as told } from '../../../../src/contract/sentences/problems.pl.ts';
import type { ApiCode } from '../shared/api.ts';

/** One sentence a refusal: the server's, and those for when there is none. */
export const problemsPl: Record<ApiCode, string> = {
  ...told,
  offline: 'Brak połączenia z internetem. Nic nie przepadło: spróbuj ponownie, gdy wróci zasięg.',
  timeout: 'Odpowiedź nie przyszła na czas. Nic nie przepadło: spróbuj ponownie.',
};
