import type { Actor } from '../db/tenancy.ts';
import type { Language } from '../domain/format.ts';
import type { ReaderContext, ShopperContext, SiteContext } from './context.ts';

/** Whether a shopper calls, rather than a member of the chain or nobody who is known. */
export function isShopper(ctx: SiteContext): ctx is ShopperContext {
  return 'shopper' in ctx;
}

/** The reader as one word, different for every reader. */
export function readerKey(ctx: ReaderContext): string {
  return isShopper(ctx) ? `shopper ${ctx.shopper.id}` : `member ${ctx.member.id}`;
}

/** The database role in which this reader sees invoices. */
export function readerOf(ctx: ReaderContext): Actor {
  const tenantId = ctx.chain.id;
  if (isShopper(ctx)) return { role: 'shopper', tenantId, shopperId: ctx.shopper.id };
  const { id: staffId, role, storeId } = ctx.member;
  if (role === 'admin') return { role, tenantId, staffId };
  return { role, tenantId, staffId, ...(storeId === undefined ? {} : { storeId }) };
}

/** The language of what is made for a shopper to keep: her choice, else the page's. */
export function chosenLanguage({ shopper, language }: ShopperContext): Language {
  return shopper.language ?? language;
}
