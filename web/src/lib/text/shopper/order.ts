import type { Language } from '../../../../../src/domain/format.ts';
import { type Voice, wordingFor } from '../voice.ts';
import { invoicesEn } from './invoices.en.ts';
import { type InvoicesText, invoicesPl } from './invoices.pl.ts';
import { receiptsEn } from './receipts.en.ts';
import { type ReceiptsText, receiptsPl } from './receipts.pl.ts';

export type OrderText = ReceiptsText & InvoicesText;

const spoken = new Map<string, OrderText>();

/** The texts of all pages behind the start page, which does not load them. Built once for each language. */
export function orderText({ language, voice }: { language: Language; voice: Voice }): OrderText {
  const key = `${language} ${voice}`;
  const known = spoken.get(key);
  if (known) return known;
  const by = wordingFor(voice);
  const made = language === 'pl' ? { ...receiptsPl(by), ...invoicesPl(by) } : { ...receiptsEn(by), ...invoicesEn(by) };
  spoken.set(key, made);
  return made;
}
