import { type Voice, type Wording, wordingFor } from '../../../../../src/contract/firstScreen/voice.ts';
import { problemsEn } from '../../../../../src/contract/sentences/problems.en.ts';
import { problemsPl } from '../../../../../src/contract/sentences/problems.pl.ts';
import { problemsUk } from '../../../../../src/contract/sentences/problems.uk.ts';
import type { Language } from '../../../../../src/domain/format.ts';
import type { ProblemCode } from '../../../../../src/domain/problem.ts';
import { glued } from '../words.ts';
import { invoicesEn } from './invoices.en.ts';
import { type InvoicesText, invoicesPl } from './invoices.pl.ts';
import { invoicesUk } from './invoices.uk.ts';
import { receiptsEn } from './receipts.en.ts';
import { type ReceiptsText, receiptsPl } from './receipts.pl.ts';
import { receiptsUk } from './receipts.uk.ts';

/** `problems`: why a receipt, a line or a buyer is refused, where the page knows it before the server is asked. */
export type OrderText = ReceiptsText & InvoicesText & { problems: Record<ProblemCode, string> };

const written: Record<Language, (by: Wording) => OrderText> = {
  pl: (by) => ({ ...receiptsPl(by), ...invoicesPl(by), problems: glued(problemsPl) }),
  en: (by) => ({ ...receiptsEn(by), ...invoicesEn(by), problems: problemsEn }),
  uk: (by) => ({ ...receiptsUk(by), ...invoicesUk(by), problems: problemsUk }),
};

const spoken = new Map<string, OrderText>();

/** The texts of all pages behind the start page, which does not load them. Built once for each language. */
export function orderText({ language, voice }: { language: Language; voice: Voice }): OrderText {
  const key = `${language} ${voice}`;
  const known = spoken.get(key);
  if (known) return known;
  const made = written[language](wordingFor(voice));
  spoken.set(key, made);
  return made;
}
