import type { Actor } from '../db/tenancy.ts';
import type { Language } from '../domain/format.ts';
import type { ReaderContext, ShopperContext } from './context.ts';

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

/** The language of what is made for a shopper to keep: her choice, else the page's. */
export function chosenLanguage({ shopper, language }: ShopperContext): Language {
  return shopper.language ?? language;
}
