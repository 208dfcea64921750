import type { ReceiptFormats as FormatsOut } from '../../contract/receiptFormats.ts';
import { changeSettings, ownChain } from '../../db/chains/chains.ts';
import type { ReceiptFormats } from '../../domain/receipts/receiptFormats.ts';
import type { OfficeContext } from '../context.ts';
import { readerOf } from '../reader.ts';

export async function getReceiptFormats({ ctx }: { ctx: OfficeContext }): Promise<FormatsOut> {
  return ctx.app.db.withTenant(readerOf(ctx), async (tx) => (await ownChain(tx)).settings.receiptFormats);
}

export async function saveReceiptFormats({
  ctx,
  input,
}: {
  ctx: OfficeContext;
  input: ReceiptFormats;
}): Promise<FormatsOut> {
  await ctx.app.db.withTenant(readerOf(ctx), (tx) => changeSettings(tx, { receiptFormats: input }));
  return input;
}
