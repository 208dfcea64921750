import { companyOf, type Register, RegisterUnavailable, readJson } from './register.ts';

type Answer = { isValid?: unknown; userError?: unknown; name?: unknown; address?: unknown };

/**
 * The European Commission's check of VAT numbers, for Polish numbers. A number that VIES calls invalid may belong to a
 * company that does not trade within the EU, so only `INVALID` counts as an answer, and codes such as `MS_UNAVAILABLE` do not.
 * Source: VIES REST API, `/ms/{country}/vat/{number}`.
 */
export function openVies({ url = 'https://ec.europa.eu' }: { url?: string } = {}): Register {
  return {
    name: 'vies',
    asksADay: 1_000,
    async find(nip) {
      const answer = (await readJson('vies', `${url}/taxation_customs/vies/rest-api/ms/PL/vat/${nip}`)) as Answer;
      if (answer.isValid === true) return companyOf('vies', nip, { name: answer.name, address: answer.address });
      if (answer.isValid === false && answer.userError === 'INVALID') return undefined;
      throw new RegisterUnavailable('vies', String(answer.userError ?? 'no result').slice(0, 40));
    },
  };
}
