import { dropOldKeys } from '../../db/idempotencyKeys.ts';
import { dropOldMailedOrders } from '../../db/mailedOrders.ts';
import { dropOldAccountants } from '../../db/people/accountants.ts';
import { dropOldBudgets } from '../../db/people/budgets.ts';
import { dropOldCompanies } from '../../db/people/companies.ts';
import { deleteOldNetworks } from '../../db/people/knownNetworks.ts';
import { dropOldMailCodes } from '../../db/people/mailCodes.ts';
import { dropOldChallenges } from '../../db/people/passkeys.ts';
import { dropOldSessions } from '../../db/people/sessions.ts';
import type { TenantTx } from '../../db/tenancy.ts';

/** Each deletes the expired rows of one table. The time limit is in the function, beside the table's queries. */
export const retention: readonly ((tx: TenantTx) => Promise<void>)[] = [
  /** Windows of budgets: 2 days. */
  dropOldBudgets,
  /** Answers of company registers: 30 days. */
  dropOldCompanies,
  /** Mail codes with the addresses they were sent to: 10 minutes. */
  dropOldMailCodes,
  /** Orders that waited for a press in a mail, with their buyers: 70 minutes. */
  dropOldMailedOrders,
  /** Challenges that no passkey answered: 15 minutes. */
  dropOldChallenges,
  /** Networks from which members signed in: 30 days. */
  deleteOldNetworks,
  /** Sessions, with the words for their browsers: 30 days after they ended. */
  dropOldSessions,
  /** Accountants' addresses that were not confirmed: 7 days. */
  dropOldAccountants,
  /** Idempotency keys: 30 days. */
  dropOldKeys,
];
