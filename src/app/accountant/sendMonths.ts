import { everyChainId, ownChain } from '../../db/chains/chains.ts';
import { today } from '../../db/clock.ts';
import { insertMonths } from '../../db/invoices/accountantMonths.ts';
import { enqueue } from '../../db/outbox.ts';
import type { TenantTx } from '../../db/tenancy.ts';
import { countryOf } from '../../domain/countries/countryOf.ts';
import { endOfMonth } from '../../domain/day.ts';
import type { App } from '../context.ts';
import { enqueueNext } from '../outbox/afterCommit.ts';

/** From the 1st of a month on, in the chain's zone: writes the mails with the month before to every accountant. */
export async function sendMonths({ app }: { app: App }): Promise<void> {
  for (const tenantId of await app.db.withPlatform('door', everyChainId)) {
    const ids = await app.db.withTenant({ role: 'worker', tenantId }, writeMonths);
    if (ids.length) await enqueueNext(app, { task: 'month', tenantId });
  }
}

async function writeMonths(tx: TenantTx): Promise<string[]> {
  const { timeZone } = countryOf((await ownChain(tx)).country);
  const lastMonth = endOfMonth(await today(tx, timeZone), -1).slice(0, 7);
  const ids = await insertMonths(tx, lastMonth, timeZone);
  await enqueue(tx, 'month', ids);
  return ids;
}
