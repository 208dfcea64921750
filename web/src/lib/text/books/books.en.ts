import type { BooksText } from './books.pl.ts';

export const booksEn: BooksText = {
  title: 'Accounting',
  month: 'Month',
  running: 'This month is not over: the list and the file may still change.',
  file: {
    title: 'Invoices and corrections in one file',
    lead: 'Number, dates, FP, KSeF number or the mark OFF, BFK or DI, numbers of receipt and register, and net, VAT and gross of each rate.',
    xlsx: 'Download XLSX',
    csv: 'Download CSV',
    named: (format, month) => `${format}, ${month}`,
  },
  differences: {
    title: 'Differences',
    lead: 'Receipts by their day of sale, invoices by their day of issue.',
    none: 'Everything matches',
    noneText: 'Receipts, invoices and KSeF do not differ in this month.',
    loaded: (count, more) => (more ? `${count} loaded, there are more` : `${count} in all`),
    more: 'Show more',
    receipt: (document, till) => `Receipt ${document}, register ${till}`,
    dueBy: (day) => `due by ${day}`,
    kinds: {
      ksef_late: { title: 'No KSeF number in time', hint: 'It is due on the next business day after the issue.' },
      ksef_without_upo: {
        title: 'KSeF number without UPO',
        hint: 'The invoice has a number but no official confirmation.',
      },
      ksef_rejected: { title: 'Refused by KSeF', hint: 'KSeF did not accept these invoices.' },
      quantity_differs: {
        title: 'Receipt and invoices differ in quantity',
        hint: 'The receipt gave away something else than its invoices, corrections and returns name. Tell the administrator of the platform.',
      },
      company_receipt_open: {
        title: 'Receipts of companies without an invoice',
        hint: 'Sales with a NIP whose receipt is no invoice itself. The invoice is due by the 15th of the next month.',
      },
      correction_waiting: { title: 'Corrections to decide', hint: 'Open the queue of corrections and decide.' },
    },
  },
};
