import type { Language } from '../../../../../src/domain/format.ts';
import { invoiceKsefEn } from './invoiceKsef.en.ts';
import { type InvoiceKsefText, invoiceKsefPl } from './invoiceKsef.pl.ts';
import { invoiceKsefUk } from './invoiceKsef.uk.ts';

const texts: Record<Language, InvoiceKsefText> = { pl: invoiceKsefPl, en: invoiceKsefEn, uk: invoiceKsefUk };

export function invoiceKsefText(language: Language): InvoiceKsefText {
  return texts[language];
}
