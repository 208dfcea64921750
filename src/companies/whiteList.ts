import { companyOf, type Register, RegisterUnavailable, readJson } from './register.ts';

type Answer = {
  result?: {
    subject?: { name?: unknown; nip?: unknown; workingAddress?: unknown; residenceAddress?: unknown } | null;
  };
};

/**
 * The list of VAT payers of the Ministry of Finance. The Ministry refuses more than 100 searches a day from one address.
 * Source: the API description at https://wl-api.mf.gov.pl. `today` gives the day that is asked for, as YYYY-MM-DD.
 */
export function openWhiteList({
  today,
  url = 'https://wl-api.mf.gov.pl',
}: {
  today: () => string;
  url?: string;
}): Register {
  return {
    name: 'white_list',
    asksADay: 100,
    async find(nip) {
      const answer = (await readJson('white_list', `${url}/api/search/nip/${nip}?date=${today()}`)) as Answer;
      if (!answer.result || answer.result.subject === undefined)
        throw new RegisterUnavailable('white_list', 'no result');
      const { subject } = answer.result;
      if (subject === null) return undefined;
      return companyOf('white_list', nip, {
        name: subject.name,
        // A sole trader's working address may be missing; the residence is then the registered address.
        address: subject.workingAddress ?? subject.residenceAddress,
      });
    },
  };
}
