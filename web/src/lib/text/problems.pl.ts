import { brokenPl } from '../../../../src/contract/sentences/broken.pl.ts';
import type { OwnCode } from '../shared/api.ts';

/** The sentences for when there is no answer of the server, which has one for each of its refusals. */
export const problemsPl: Record<OwnCode, string> = {
  ...brokenPl,
  offline: 'Brak połączenia z internetem. Nic nie przepadło: spróbuj ponownie, gdy wróci zasięg.',
  timeout: 'Odpowiedź nie przyszła na czas. Nic nie przepadło: spróbuj ponownie.',
};
