import type { Language } from '../format.ts';
import type { PaymentMethod } from './payment.ts';

/** What documents and pages call a way to pay. */
export const paymentNames: Readonly<Record<Language, Readonly<Record<PaymentMethod, string>>>> = {
  pl: {
    cash: 'gotówka',
    card: 'karta',
    voucher: 'bon',
    cheque: 'czek',
    credit: 'kredyt',
    transfer: 'przelew',
    mobile: 'mobilnie',
    other: 'inny sposób',
  },
  en: {
    cash: 'cash',
    card: 'card',
    voucher: 'voucher',
    cheque: 'cheque',
    credit: 'credit',
    transfer: 'bank transfer',
    mobile: 'mobile payment',
    other: 'another way',
  },
  uk: {
    cash: 'готівка',
    card: 'картка',
    voucher: 'ваучер',
    cheque: 'чек',
    credit: 'кредит',
    transfer: 'переказ',
    mobile: 'мобільний платіж',
    other: 'інший спосіб',
  },
};
