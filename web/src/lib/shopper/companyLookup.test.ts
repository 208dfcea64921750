import { expect, it } from 'vitest';
import type { CompanyFound } from '../../../../src/contract/companies.ts';
import { ApiProblem } from '../shared/api.ts';
import { CompanyLookup, type LookupState } from './companyLookup.ts';

const company: CompanyFound = {
  nip: '7740001454',
  name: 'Piekarnia Kłos sp. z o.o.',
  address: 'ul. Puławska 17, 02-515 Warszawa',
  source: 'gus',
  asOf: '2026-11-24',
};

/** A look-up, and the states it goes through. */
function watched(find: (nip: string) => Promise<CompanyFound>) {
  const states: LookupState[] = [];
  return { lookup: new CompanyLookup(find, (state) => states.push(state)), states };
}

it('a company is looked up once', async () => {
  const asked: string[] = [];
  const { lookup, states } = watched(async (nip) => {
    asked.push(nip);
    return company;
  });
  expect(await lookup.ask(company.nip)).toEqual(company);
  expect(states).toEqual([{ step: 'asking' }, { step: 'found', company }]);
  expect(await lookup.ask(company.nip)).toBeUndefined();
  expect(asked).toEqual([company.nip]);
});

it.each([
  ['company.not_found', 'unknown'],
  ['company.registers_silent', 'silent'],
  ['rate.limited', 'silent'],
  ['offline', 'silent'],
] as const)('%s leaves the fields to be typed (%s)', async (code, step) => {
  const { lookup, states } = watched(() => Promise.reject(new ApiProblem(code)));
  expect(await lookup.ask(company.nip)).toBeUndefined();
  expect(states.at(-1)).toEqual({ step });
});

it('a late answer for an earlier NIP is dropped', async () => {
  const first = Promise.withResolvers<CompanyFound>();
  const { lookup, states } = watched((nip) =>
    nip === company.nip ? first.promise : Promise.resolve({ ...company, nip }),
  );
  const late = lookup.ask(company.nip);
  await lookup.ask('5265877635');
  first.resolve(company);
  expect(await late).toBeUndefined();
  expect(states.at(-1)).toMatchObject({ company: { nip: '5265877635' } });
});
