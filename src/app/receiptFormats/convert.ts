import type { FormatExtras } from '../../contract/receiptFormats.ts';
import { ownChain } from '../../db/chains/chains.ts';
import { countryOf } from '../../domain/countries/countryOf.ts';
import { Problem } from '../../domain/problem.ts';
import type { Converted, ConvertedReceipt } from '../../domain/receipts/converted.ts';
import { jpkReceipt } from '../../domain/receipts/jpk/jpkReceipt.ts';
import type { KasaParagon } from '../../domain/receipts/jpk/kasaParagon.ts';
import { poslogReceipt } from '../../domain/receipts/poslog/poslogReceipt.ts';
import type { XmlElement } from '../../domain/receipts/poslog/xmlElement.ts';
import type { SiteContext } from '../context.ts';

/** The native receipt of a JPK; its shape is still to be checked. Another seller's receipt is refused. */
export async function receiptOfJpk(call: {
  ctx: SiteContext;
  input: { jpk: KasaParagon; extras: FormatExtras };
}): Promise<ConvertedReceipt> {
  const { jpk, extras } = call.input;
  const { seller } = await chainOf(call.ctx);
  if (jpk.dokument.podmiot1.NIP !== seller.nip)
    throw new Problem('receipt.other_seller', {}, [
      { pointer: '/dokument/podmiot1/NIP', code: 'receipt.other_seller' },
    ]);
  return readable(jpkReceipt(jpk, extras));
}

/** The native receipt of a POSLog; its shape is still to be checked. */
export async function receiptOfPoslog(call: {
  ctx: SiteContext;
  input: { poslog: XmlElement; extras: FormatExtras };
}): Promise<ConvertedReceipt> {
  const { poslog, extras } = call.input;
  const { settings, country } = await chainOf(call.ctx);
  return readable(poslogReceipt(poslog, settings.receiptFormats.poslog, countryOf(country).timeZone, extras));
}

function chainOf(ctx: SiteContext) {
  return ctx.app.db.withTenant({ role: 'pos', tenantId: ctx.chain.id }, ownChain);
}

function readable(converted: Converted): ConvertedReceipt {
  if (!converted.ok) throw new Problem('receipt.unreadable', {}, converted.errors);
  return converted.receipt;
}
