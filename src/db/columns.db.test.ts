import type postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countryCodes } from '../domain/countries/country.ts';
import { basisPoints, type Rate, untaxedKinds } from '../domain/money/rate.ts';
import { type FreshDatabase, freshDatabase } from '../testing/databases/freshDatabase.ts';
import { openAsSuperuser } from '../testing/databases/superuser.ts';
import { rateColumns, rateOf } from './columns.ts';

let database: FreshDatabase;
let superuser: postgres.Sql;
beforeAll(async () => {
  database = await freshDatabase();
  superuser = openAsSuperuser(database);
});
afterAll(async () => {
  await superuser.end();
  await database.drop();
});

/** The values that a column's check constraint lists. */
async function listed(constraint: string): Promise<string[]> {
  const rows = await superuser<{ text: string }[]>`
    select pg_get_constraintdef(oid) as text from pg_constraint where conname = ${constraint}`;
  return [...(rows[0]?.text ?? '').matchAll(/'([^']*)'/g)].map((match) => match[1] ?? '');
}

describe('the checks of the tables list the same values as the domain', () => {
  it.each([
    ['receipt_lines_rate_kind_check', ['percent', ...untaxedKinds]],
    ['invoice_lines_rate_kind_check', ['percent', ...untaxedKinds]],
    ['chains_country_check', countryCodes],
    ['invoices_country_check', countryCodes],
  ])('%s', async (constraint, values) => {
    expect((await listed(constraint)).toSorted()).toEqual(values.toSorted());
  });
});

describe('rateOf', () => {
  const rates: Rate[] = [
    { kind: 'percent', basisPoints: basisPoints(0) },
    { kind: 'percent', basisPoints: basisPoints(550) },
    ...untaxedKinds.map((kind) => ({ kind })),
  ];

  it.each(rates)('reads back what rateColumns wrote: $kind $basisPoints', (rate) => {
    const { rate_kind, rate_bp } = rateColumns(rate);
    expect(rateOf({ rateKind: rate_kind, rateBp: rate_bp })).toEqual(rate);
  });

  it('refuses a percentage without basis points', () => {
    expect(() => rateOf({ rateKind: 'percent', rateBp: null })).toThrow(RangeError);
  });
});
