import type { Actor } from '../db/tenancy.ts';
import type { ReaderContext } from './context.ts';

/** The reader as one word, different for every reader. */
export function readerKey(ctx: ReaderContext): string {
  return 'shopper' in ctx ? `shopper ${ctx.shopper.id}` : `member ${ctx.member.id}`;
}

/** The database role in which this reader sees invoices. */
export function readerOf(ctx: ReaderContext): Actor {
  const tenantId = ctx.chain.id;
  if ('shopper' in ctx) return { role: 'shopper', tenantId, shopperId: ctx.shopper.id };
  const { id: staffId, role, storeId } = ctx.member;
  if (role === 'admin') return { role, tenantId, staffId };
  return { role, tenantId, staffId, ...(storeId === undefined ? {} : { storeId }) };
}
