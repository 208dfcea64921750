import { type Company, type Register, RegisterUnavailable } from '../../companies/register.ts';
import type { CompanyFound } from '../../contract/companies.ts';
import { companyByNip, keepCompany } from '../../db/people/companies.ts';
import { platformTenant } from '../../db/tenancy.ts';
import { countryOf } from '../../domain/countries/countryOf.ts';
import { chainDay } from '../../domain/day.ts';
import { Problem } from '../../domain/problem.ts';
import { charge, day, hour } from '../budgets/budget.ts';
import type { SiteContext } from '../context.ts';

type Call = { ctx: SiteContext; input: { nip: string } };

/** Look-ups by one network in an hour. An answer has a sole trader's address, so nobody should read out lists of NIPs. */
const asksAnHour = 60;
/**
 * Look-ups by one network in a day that reach the registers: the list of VAT payers answers the whole platform 100 times
 * a day.
 */
const newAsksADay = 10;

/**
 * Name and address of the company with this NIP, from the first register that answers. An answer serves all chains for 30 days.
 * Throws company.not_found when every register that answers has no such company, and company.registers_silent when none does.
 */
export async function findCompany({ ctx, input }: Call): Promise<CompanyFound> {
  const { nip } = input;
  const country = countryOf(ctx.chain.country);
  if (!country.taxId.isValid(nip))
    throw new Problem('buyer.nip_invalid', {}, [{ pointer: '/nip', code: 'buyer.nip_invalid' }]);
  await charge(ctx.app, ctx.chain.id, [
    { subject: `company:${ctx.network}`, limit: asksAnHour, windowSeconds: hour },
    { subject: 'company', limit: asksAnHour * 50, windowSeconds: hour },
  ]);
  const known = await inPlatform(ctx, (tx) => companyByNip(tx, nip));
  if (known) return known;
  await charge(ctx.app, ctx.chain.id, [
    { subject: `company.new:${ctx.network}`, limit: newAsksADay, windowSeconds: day },
  ]);
  const found = { ...(await askRegisters(ctx, nip)), asOf: chainDay(new Date(), country.timeZone) };
  await inPlatform(ctx, (tx) => keepCompany(tx, found));
  return found;
}

async function askRegisters(ctx: SiteContext, nip: string): Promise<Omit<CompanyFound, 'asOf'>> {
  let answers = 0;
  for (const register of ctx.app.registers) {
    try {
      const company = await ask(ctx, register, nip);
      if (company) return { ...company, source: register.name };
      answers += 1;
    } catch (error) {
      if (!(error instanceof RegisterUnavailable || error instanceof Problem)) throw error;
      if (error instanceof RegisterUnavailable) ctx.app.report(error, `register ${register.name}`);
    }
  }
  throw new Problem(answers > 0 ? 'company.not_found' : 'company.registers_silent');
}

async function ask(ctx: SiteContext, register: Register, nip: string): Promise<Company | undefined> {
  const subject = `register:${register.name}`;
  await charge(ctx.app, platformTenant, [{ subject, limit: register.asksADay, windowSeconds: day }]);
  return register.find(nip);
}

function inPlatform<T>(ctx: SiteContext, work: Parameters<typeof ctx.app.db.withTenant<T>>[1]): Promise<T> {
  return ctx.app.db.withTenant({ role: 'door', tenantId: platformTenant }, work);
}
