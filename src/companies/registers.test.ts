import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type RegisterDouble, startRegisters } from '../testing/network/registers.ts';
import { openGus } from './gus.ts';
import type { Register } from './register.ts';

const nip = '5265877635';
const company = { nip, name: 'Piekarnia „Kłos” & Synowie sp. z o.o.', address: 'ul. Puławska 17, 02-515 Warszawa' };

let double: RegisterDouble;

beforeEach(async () => {
  double = await startRegisters();
  // bir1 has the address of GUS built in.
  const real = globalThis.fetch;
  vi.stubGlobal('fetch', (url: string, options: RequestInit) =>
    real(url.replace('https://wyszukiwarkaregon.stat.gov.pl', double.url), options),
  );
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await double.close();
});

const registers: [string, (double: RegisterDouble) => Register][] = [
  ['the list of VAT payers', ({ registers: [whiteList] }) => whiteList as Register],
  ['VIES', ({ registers: [, vies] }) => vies as Register],
  ['REGON', () => openGus('abcde12345abcde12345')],
];

describe.each(registers)('%s', (_, open) => {
  it('gives name and address of a company it has', async () => {
    double.companies.set(nip, company);
    expect(await open(double).find(nip)).toEqual(company);
  });

  it('returns nothing for a company it does not have', async () => {
    expect(await open(double).find(nip)).toBeUndefined();
  });

  it.each([429, 500, 503])('counts as unavailable when it answers with status %i', async (status) => {
    double.status = status;
    await expect(open(double).find(nip)).rejects.toMatchObject({ name: 'RegisterUnavailable' });
  });

  it('counts as unavailable when it hides the name', async () => {
    double.companies.set(nip, { ...company, name: '---' });
    await expect(open(double).find(nip)).rejects.toMatchObject({ name: 'RegisterUnavailable' });
  });

  it('counts as unavailable when nothing listens at its address', async () => {
    const register = open(double);
    await double.close();
    await expect(register.find(nip)).rejects.toMatchObject({ name: 'RegisterUnavailable' });
    double = await startRegisters();
  });
});

it('an endless answer is cut off', async () => {
  double.endless = true;
  const [whiteList] = double.registers;
  await expect(whiteList?.find(nip)).rejects.toMatchObject({
    message: 'white_list: an answer of more than 200000 bytes',
  });
});

it('a search in REGON after its session has ended is repeated in a new session', async () => {
  double.companies.set(nip, company);
  const gus = openGus('abcde12345abcde12345');
  await gus.find(nip);
  await fetch('https://wyszukiwarkaregon.stat.gov.pl/', { method: 'POST', body: 'IUslugaBIRzewnPubl/Zaloguj' });
  expect(await gus.find(nip)).toEqual(company);
  expect(double.asked.filter((operation) => operation === 'Zaloguj')).toHaveLength(3);
});
