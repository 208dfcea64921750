import type { InvoiceKsefText } from './invoiceKsef.pl.ts';

/** The English texts about an invoice's way through KSeF. */
export const invoiceKsefEn: InvoiceKsefText = {
  title: 'KSeF',
  waitingTitle: 'The invoice waits for its KSeF number',
  state: {
    waiting: 'This is a confirmation. The invoice with its KSeF number comes by e-mail, usually within minutes.',
    late: 'KSeF did not give a number in time. The invoice comes by e-mail once it does.',
    accepted: 'The invoice is in KSeF.',
    rejected: 'KSeF did not accept this invoice. The shop is to clear this up.',
    failed: 'The invoice did not reach KSeF. The shop can send it again.',
  },
  outage: 'KSeF does not answer. The invoice comes by e-mail once KSeF works again and gives a number.',
  number: 'KSeF number',
  reason: (words) => `KSeF’s answer: ${words}`,
  confirmation: 'Open the confirmation',
  confirmationMail: 'confirmation',
  xml: 'XML file',
  upo: 'Receipt of KSeF (UPO)',
};
