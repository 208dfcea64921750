import type { PaymentMethod } from '../../receipts/payment.ts';

/** Words of tills for a way to pay, in lower case; the first that a text contains decides. */
const words: readonly [PaymentMethod, readonly string[]][] = [
  ['voucher', ['voucher', 'bon', 'talon', 'karta podarunkowa', 'gift']],
  ['mobile', ['mobile', 'blik', 'apple pay', 'google pay', 'telefon']],
  ['cash', ['cash', 'gotów', 'gotow']],
  ['card', ['card', 'kart', 'visa', 'maestro', 'debit']],
  ['transfer', ['transfer', 'przelew']],
  ['cheque', ['cheque', 'czek']],
  ['credit', ['credit', 'kredyt', 'odroczon']],
];

/** The way to pay that a till's text names: "gotówka" is cash, "DEBIT MASTERCARD" a card, an unknown text is "other". */
export function paymentMethod(text: string): PaymentMethod {
  const lower = text.toLowerCase();
  return words.find(([, some]) => some.some((word) => lower.includes(word)))?.[0] ?? 'other';
}
