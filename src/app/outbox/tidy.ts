import { everyChainId } from '../../db/chains/chains.ts';
import { dropOldKeys } from '../../db/idempotencyKeys.ts';
import { dropOldBudgets } from '../../db/people/budgets.ts';
import { dropOldCompanies } from '../../db/people/companies.ts';
import { forgetOldNetworks } from '../../db/people/knownNetworks.ts';
import { dropOldMailCodes } from '../../db/people/mailCodes.ts';
import { platformTenant } from '../../db/tenancy.ts';
import type { App } from '../context.ts';

/** Deletes spent budgets, old networks, old idempotency keys, and mail codes with the addresses they were for. */
export async function tidy({ app }: { app: App }): Promise<void> {
  const chains = await app.db.withPlatform('door', everyChainId);
  for (const tenantId of [platformTenant, ...chains]) {
    await app.db.withTenant({ role: 'door', tenantId }, (tx) =>
      Promise.all([
        dropOldBudgets(tx),
        dropOldCompanies(tx),
        dropOldMailCodes(tx),
        forgetOldNetworks(tx),
        dropOldKeys(tx),
      ]),
    );
  }
}
