import { expect, test } from 'vitest';
import { contractCountry as country } from '../../../../src/contract/country.ts';
import { checkReceipt } from '../../../../src/domain/receipts/checkReceipt.ts';
import { pushCommand, sampleReceipt } from './sampleReceipt.ts';

const till = {
  store: { code: 'S01', name: "Sklep „U Ani”, 'Dobre'", address: 'ul. Polna 3, 60-535 Poznań' },
  now: new Date('2026-11-24T17:42:10.500Z'),
};

test('the sample passes the checks of a real receipt', () => {
  expect(checkReceipt(sampleReceipt(till), country)).toMatchObject({ ok: true });
});

test('a quote in the store’s name does not break the command', () => {
  const command = pushCommand({ url: 'https://nowa.example.pl', posKey: 'efk_1' }, till);
  const body = /-d '([\s\S]*)'$/.exec(command)?.[1]?.replaceAll("'\\''", "'");
  expect(JSON.parse(body ?? '')).toEqual(sampleReceipt(till));
  expect(command).toContain('https://nowa.example.pl/api/v1/receipts');
});
