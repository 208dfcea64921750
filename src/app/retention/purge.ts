import { everyChainId, ownChain } from '../../db/chains/chains.ts';
import { today } from '../../db/clock.ts';
import { deleteInvoices, oldInvoices, storedFilesOf } from '../../db/retention/oldInvoices.ts';
import { deleteReceipts, oldReceipts } from '../../db/retention/oldReceipts.ts';
import type { TenantTx } from '../../db/tenancy.ts';
import { countryOf } from '../../domain/countries/countryOf.ts';
import { lastFreeDay } from '../../domain/retention/lastFreeDay.ts';
import type { App } from '../context.ts';

type Batches = { invoices: number; receipts: number };

/** Most that is deleted in one transaction. */
const most: Batches = { invoices: 100, receipts: 500 };

/**
 * Deletes what need not be kept any longer, of every chain: invoices with their documents after the retention of the law,
 * and receipts without an invoice after the window for requests and the chain's margin. A chain whose turn fails does not
 * keep the others waiting; its error is thrown at the end.
 */
export async function purge({ app }: { app: App }): Promise<void> {
  const failures: unknown[] = [];
  for (const tenantId of await app.db.withPlatform('door', everyChainId))
    await purgeChain(app, tenantId).catch((failure: unknown) => failures.push(failure));
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} chains were not purged`);
}

async function purgeChain(app: App, tenantId: string): Promise<void> {
  const { invoicesUntil, receiptsUntil } = await app.db.withTenant({ role: 'worker', tenantId }, lastDays);
  const asPurger = <T>(work: (tx: TenantTx) => Promise<T>) => app.db.withTenant({ role: 'purger', tenantId }, work);
  await inBatches(most.invoices, async (limit) => {
    const ids = await asPurger((tx) => oldInvoices(tx, { until: invoicesUntil, limit }));
    // Bytes first: if this process ends between the two, the rows still name what is left to delete.
    const files = ids.length > 0 ? await asPurger((tx) => storedFilesOf(tx, ids)) : [];
    for (const key of files) await app.documents.remove(key);
    if (ids.length > 0) await asPurger((tx) => deleteInvoices(tx, ids));
    return ids.length;
  });
  await inBatches(most.receipts, async (limit) => {
    const ids = await asPurger((tx) => oldReceipts(tx, { until: receiptsUntil, limit }));
    if (ids.length > 0) await asPurger((tx) => deleteReceipts(tx, ids));
    return ids.length;
  });
}

async function lastDays(tx: TenantTx): Promise<{ invoicesUntil: string; receiptsUntil: string }> {
  const { country, settings } = await ownChain(tx);
  const { deadlines, timeZone } = countryOf(country);
  const day = await today(tx, timeZone);
  return {
    invoicesUntil: lastFreeDay(day, deadlines.keptUntil),
    receiptsUntil: lastFreeDay(day, (sale) => deadlines.receiptKeptUntil(sale, settings.receiptMarginDays)),
  };
}

/** Batches of one run, a second or two: the chores after it wait. What is left is for the next run. */
const mostBatches = 4;

/** Repeats until a batch is not full. */
async function inBatches(limit: number, batch: (limit: number) => Promise<number>): Promise<void> {
  for (let n = 0; n < mostBatches; n += 1) if ((await batch(limit)) < limit) return;
}
