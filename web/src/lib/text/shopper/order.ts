import { problemsEn } from '../../../../../src/contract/sentences/problems.en.ts';
import { problemsPl } from '../../../../../src/contract/sentences/problems.pl.ts';
import type { Language } from '../../../../../src/domain/format.ts';
import type { ProblemCode } from '../../../../../src/domain/problem.ts';
import { type Voice, wordingFor } from '../voice.ts';
import { glued } from '../words.ts';
import { invoicesEn } from './invoices.en.ts';
import { type InvoicesText, invoicesPl } from './invoices.pl.ts';
import { receiptsEn } from './receipts.en.ts';
import { type ReceiptsText, receiptsPl } from './receipts.pl.ts';

/** `problems`: why a receipt, a line or a buyer is refused, where the page knows it before the server is asked. */
export type OrderText = ReceiptsText & InvoicesText & { problems: Record<ProblemCode, string> };

const spoken = new Map<string, OrderText>();

/** The texts of all pages behind the start page, which does not load them. Built once for each language. */
export function orderText({ language, voice }: { language: Language; voice: Voice }): OrderText {
  const key = `${language} ${voice}`;
  const known = spoken.get(key);
  if (known) return known;
  const by = wordingFor(voice);
  const made =
    language === 'pl'
      ? { ...receiptsPl(by), ...invoicesPl(by), problems: glued(problemsPl) }
      : { ...receiptsEn(by), ...invoicesEn(by), problems: problemsEn };
  spoken.set(key, made);
  return made;
}
