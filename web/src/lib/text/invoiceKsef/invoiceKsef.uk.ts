import type { InvoiceKsefText } from './invoiceKsef.pl.ts';

/** The Ukrainian texts about an invoice's way through KSeF. */
export const invoiceKsefUk: InvoiceKsefText = {
  title: 'KSeF',
  waitingTitle: 'Фактура чекає на номер KSeF',
  state: {
    waiting: 'Це підтвердження. Фактура з номером KSeF надійде електронною поштою, зазвичай за кілька хвилин.',
    late: 'KSeF не надала номер вчасно. Фактура надійде електронною поштою, щойно номер з’явиться.',
    accepted: 'Фактура є в KSeF.',
    rejected: 'KSeF не прийняла цієї фактури. Це з’ясовує магазин.',
    failed: 'Фактура не дійшла до KSeF. Магазин може надіслати її ще раз.',
  },
  outage: 'KSeF не відповідає. Фактура надійде електронною поштою, щойно KSeF запрацює й надасть номер.',
  number: 'Номер KSeF',
  reason: (words) => `Відповідь KSeF: ${words}`,
  confirmation: 'Відкрити підтвердження',
  confirmationMail: 'підтвердження',
  xml: 'Файл XML',
  upo: 'Посвідчення UPO',
};
