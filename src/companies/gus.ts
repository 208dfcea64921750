import Bir from 'bir1';
import { answerMs, type Company, companyOf, type Register, RegisterUnavailable } from './register.ts';

/** The fields of `DaneSzukajPodmioty` that are read here. Source: BIR 1.2, document "Struktury danych". */
type Entry = {
  Nip?: string;
  Nazwa?: string;
  Miejscowosc?: string;
  KodPocztowy?: string;
  Ulica?: string;
  NrNieruchomosci?: string;
  NrLokalu?: string;
  DataZakonczeniaDzialalnosci?: string;
};

/** BIR's code for "no such company". */
const notFound = '4';

/**
 * REGON, the register of all Polish companies, through the library bir1. `key` is the key that GUS gives free of charge.
 * A session of BIR ends after an hour, and a search in an ended session answers with an empty body: the search is repeated once
 * in a new session.
 */
export function openGus(key: string): Register {
  let session = new Bir({ key });

  async function search(nip: string): Promise<Entry | undefined> {
    try {
      return firstOpen(await session.search({ nip }));
    } catch (error) {
      if (codeOf(error) === notFound) return undefined;
      throw error;
    }
  }

  async function searchTwice(nip: string): Promise<Entry | undefined> {
    try {
      return await search(nip);
    } catch {
      session = new Bir({ key });
      return search(nip);
    }
  }

  return {
    name: 'gus',
    asksADay: 10_000,
    async find(nip) {
      const entry = await inTime(searchTwice(nip)).catch((error: unknown) => {
        throw error instanceof RegisterUnavailable
          ? error
          : new RegisterUnavailable('gus', 'no answer', { cause: error });
      });
      return entry && company(nip, entry);
    },
  };
}

/** bir1 gives one entry or a list; a company that was taken over has an entry that is closed. */
function firstOpen(found: unknown): Entry | undefined {
  const entries = (Array.isArray(found) ? found : [found]) as Entry[];
  return entries.find((entry) => !entry.DataZakonczeniaDzialalnosci) ?? entries[0];
}

function company(nip: string, entry: Entry): Company {
  const { Ulica: street, NrNieruchomosci: house, NrLokalu: flat, KodPocztowy: code, Miejscowosc: town } = entry;
  const number = [house, flat].filter(Boolean).join('/');
  // Villages without street names are followed by the number alone.
  const first = [street || town, number].filter(Boolean).join(' ');
  const postcode = /^\d{5}$/.test(code ?? '') ? `${code?.slice(0, 2)}-${code?.slice(2)}` : (code ?? '');
  return companyOf('gus', nip, { name: entry.Nazwa, address: `${first}, ${postcode} ${town ?? ''}` });
}

function codeOf(error: unknown): string | undefined {
  const response = (error as { response?: { ErrorCode?: unknown } } | undefined)?.response;
  return response?.ErrorCode === undefined ? undefined : String(response.ErrorCode);
}

/** bir1 sets no time limit of its own. */
async function inTime<T>(answer: Promise<T>): Promise<T> {
  const { promise: tooLate, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new RegisterUnavailable('gus', `no answer within ${answerMs} ms`)), answerMs);
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
