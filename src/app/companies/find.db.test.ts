import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aChain, type OwnTestApp, openTestApp, refusalOf } from '../../testing/builders/app.ts';
import { type RegisterDouble, startRegisters } from '../../testing/network/registers.ts';
import type { SiteContext } from '../context.ts';
import { findCompany } from './find.ts';

const nip = '5265877635';
const company = { nip, name: 'Piekarnia Kłos sp. z o.o.', address: 'ul. Puławska 17, 02-515 Warszawa' };

let test: OwnTestApp;
let double: RegisterDouble;
let site: SiteContext;
let other: SiteContext;

beforeAll(async () => {
  test = await openTestApp();
  const [zielony, megadom] = [await aChain(test.app, { slug: 'zielony' }), await aChain(test.app, { slug: 'megadom' })];
  double = await startRegisters();
  const app = { ...test.app, registers: double.registers };
  site = { ...zielony, app };
  other = { ...megadom, app };
});
afterAll(async () => {
  await double.close();
  await test.close();
});
beforeEach(async () => {
  for (const table of ['companies', 'budgets']) await test.sql`delete from ${test.sql(table)}`;
  double.companies.clear();
  double.asked.length = 0;
  delete double.status;
});

const find = (ctx = site, asked = nip) => findCompany({ ctx, input: { nip: asked } });

describe('a company', () => {
  it('comes from the first register that has it, with the register and the day', async () => {
    double.companies.set(nip, company);
    expect(await find()).toEqual({
      ...company,
      source: 'white_list',
      asOf: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    });
    expect(double.asked).toHaveLength(1);
  });

  it('is looked up once, also for another chain', async () => {
    double.companies.set(nip, company);
    const first = await find();
    expect(await find(other)).toEqual(first);
    expect(double.asked).toHaveLength(1);
  });

  it('is looked up again after 30 days', async () => {
    double.companies.set(nip, company);
    await find();
    await test.sql`update companies set asked_at = now() - interval '30 days 1 second'`;
    await find();
    expect(double.asked).toHaveLength(2);
  });

  it('that no register has is not found, and nothing is stored', async () => {
    expect((await refusalOf(find())).code).toBe('company.not_found');
    expect(double.asked).toHaveLength(2);
    expect(await test.sql`select from companies`).toHaveLength(0);
  });

  it('with a wrong check digit is refused before any register is asked', async () => {
    expect((await refusalOf(find(site, '5265877636'))).code).toBe('buyer.nip_invalid');
    expect(double.asked).toEqual([]);
  });
});

describe('unavailable registers', () => {
  it('are distinguished from a missing company', async () => {
    double.status = 503;
    test.reports.length = 0;
    expect((await refusalOf(find())).code).toBe('company.registers_silent');
    expect(test.reports).toEqual(['register white_list: RegisterUnavailable', 'register vies: RegisterUnavailable']);
  });

  it('include one whose daily requests are used up', async () => {
    double.companies.set(nip, company);
    const registers = double.registers.map((register) => ({ ...register, asksADay: 0 }));
    const used = { ...site, app: { ...site.app, registers } };
    expect((await refusalOf(find(used))).code).toBe('company.registers_silent');
    expect(double.asked).toEqual([]);
  });
});

it('one network causes ten new look-ups a day, and other networks continue', async () => {
  for (let n = 0; n < 10; n += 1) expect((await refusalOf(find())).code).toBe('company.not_found');
  expect((await refusalOf(find())).code).toBe('rate.limited');
  expect((await refusalOf(find({ ...site, network: '203.0.113.9' }))).code).toBe('company.not_found');
  expect(double.asked).toHaveLength(22);
});

it('one network asks 60 times an hour, and other networks continue', async () => {
  double.companies.set(nip, company);
  for (let n = 0; n < 60; n += 1) await find();
  expect((await refusalOf(find())).code).toBe('rate.limited');
  expect(await find({ ...site, network: '203.0.113.9' })).toMatchObject(company);
});
