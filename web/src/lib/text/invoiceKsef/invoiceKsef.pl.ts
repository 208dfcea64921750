import type { KsefState } from '../../../../../src/domain/invoices/ksefState.ts';

/** The Polish texts about an invoice's way through KSeF. */
export const invoiceKsefPl = {
  title: 'KSeF',
  waitingTitle: 'Faktura czeka na numer KSeF',
  state: {
    waiting: 'To potwierdzenie. Faktura z numerem KSeF przyjdzie e-mailem, zwykle w ciągu kilku minut.',
    late: 'KSeF nie nadał numeru w terminie. Faktura przyjdzie e-mailem, gdy go nada.',
    accepted: 'Faktura jest w KSeF.',
    rejected: 'KSeF nie przyjął tej faktury. Wyjaśnia to sklep.',
    failed: 'Faktura nie dotarła do KSeF. Sklep może ją wysłać jeszcze raz.',
  } satisfies Record<KsefState, string>,
  outage: 'KSeF nie odpowiada. Faktura przyjdzie e-mailem, gdy KSeF znów zadziała i nada numer.',
  number: 'Numer KSeF',
  reason: (words: string) => `Odpowiedź KSeF: ${words}`,
  confirmation: 'Otwórz potwierdzenie',
  confirmationMail: 'potwierdzenie',
  xml: 'Plik XML',
  upo: 'Poświadczenie UPO',
};

export type InvoiceKsefText = typeof invoiceKsefPl;
