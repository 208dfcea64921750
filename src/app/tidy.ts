import { dropOldBudgets } from '../db/budgets.ts';
import { everyChainId } from '../db/chains.ts';
import { dropOldMailCodes } from '../db/mailCodes.ts';
import { platformTenant } from '../db/tenancy.ts';
import type { App } from './context.ts';

/** Throws away what has had its day: spent budgets, and mail codes with the addresses they were for. */
export async function tidy({ app }: { app: App }): Promise<void> {
  const chains = await app.db.withPlatform('door', everyChainId);
  for (const tenantId of [platformTenant, ...chains]) {
    await app.db.withTenant({ role: 'door', tenantId }, (tx) =>
      Promise.all([dropOldBudgets(tx), dropOldMailCodes(tx)]),
    );
  }
}
