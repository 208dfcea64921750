import type { Language } from '../../domain/format.ts';
import type { Invoice } from '../../domain/invoices/invoice.ts';
import { minor } from '../../domain/money/money.ts';
import { rateFromPercent } from '../../domain/money/rate.ts';
import { aCompany, anInvoice, aSale, aTakenLine, someDeposits } from '../builders/invoices.ts';

const annotations = ['Zwolnienie z VAT: art. 43 ust. 1 pkt 29 ustawy o podatku od towarów i usług'];
const zero = rateFromPercent(0);

const invoices = {
  person: () => anInvoice({ lines: 4, saleDate: '2026-11-21' }),
  company: () => anInvoice({ lines: 4, buyer: aCompany, saleDate: '2026-11-21' }),
  deposits: () => anInvoice({ lines: 4, deposits: someDeposits }),
  small: () => anInvoice({ lines: [aTakenLine(2)] }),
  large: () => anInvoice({ lines: [aTakenLine(0), aTakenLine(3, { unitPrice: 1_234_567, quantity: '3' })] }),
  eightLines: () => anInvoice({ lines: 8 }),
  manyLines: () => anInvoice({ lines: 75 }),
  severalSales: () =>
    anInvoice({
      lines: [aTakenLine(0), aTakenLine(1, { receiptId: 'receipt-2' })],
      sales: [
        aSale(),
        aSale({
          receiptId: 'receipt-2',
          storeCode: '021',
          storeName: 'Zielony Koszyk Tarnów',
          storeAddress: 'ul. Lwowska 3, 33-100 Tarnów',
          tillUniqueNumber: 'WAH2001009137',
          documentNumber: '004411',
          receiptNumber: '823',
          saleDate: '2026-11-20',
        }),
      ],
    }),
  exempt: () =>
    anInvoice({
      lines: [
        aTakenLine(0),
        aTakenLine(1, {
          name: 'Kurs pierwszej pomocy',
          unit: 'szt.',
          quantity: '1',
          letter: 'E',
          rate: rateFromPercent('exempt'),
        }),
      ],
      annotations,
    }),
  zeroRate: () => anInvoice({ lines: [aTakenLine(0, { letter: 'D', rate: zero })] }),
  longNames: () =>
    anInvoice({
      lines: [
        aTakenLine(0, { name: `Zestaw narzędzi ${'klucze nasadowe i płaskie, '.repeat(8)}walizka` }),
        aTakenLine(1),
      ],
      buyer: { ...aCompany, name: `Przedsiębiorstwo ${'Produkcyjno-Handlowo-Usługowe '.repeat(6)}sp. z o.o.` },
    }),
  discounts: () =>
    anInvoice({ lines: [aTakenLine(0, { discount: minor(120) }), aTakenLine(1, { discount: minor(600) })] }),
} satisfies { [name: string]: () => Invoice };

/** Kinds of invoices on which a trick shows. `english` is `person` in English. */
export type Occasion = keyof typeof invoices | 'english';

/** The invoice of an occasion, and the language of its document. */
export function invoiceAt(occasion: Occasion): { invoice: Invoice; language: Language } {
  if (occasion === 'english') return { invoice: invoices.person(), language: 'en' };
  return { invoice: invoices[occasion](), language: 'pl' };
}
