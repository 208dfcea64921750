import { poland } from '../../domain/countries/pl/poland.ts';
import { correctionBetween, type InvoiceState, stateAfterReturn } from '../../domain/invoices/correction.ts';
import { minor } from '../../domain/money/money.ts';
import { type Rate, rateFromPercent } from '../../domain/money/rate.ts';
import { anInvoice, aSale, aTakenLine } from '../../testing/builders/invoices.ts';
import type { Fa3Correction, Fa3Invoice } from '../fa3/facts.ts';

type Goods = { name: string; unit: string; quantity: string; unitPrice: number; discount?: number; rate: Rate };

const percent = (value: number) => rateFromPercent(value);
const drill: Goods = {
  name: 'Wiertarka Wiertex mk5',
  unit: 'szt.',
  quantity: '2',
  unitPrice: 34_900,
  rate: percent(23),
};
const book: Goods = { name: 'Książka Kucharska', unit: 'szt.', quantity: '2', unitPrice: 3_990, rate: percent(5) };
const salmon: Goods = {
  name: 'Łosoś atlantycki filet',
  unit: 'kg',
  quantity: '0.326',
  unitPrice: 7_990,
  discount: 652,
  rate: percent(5),
};
const mug: Goods = { name: 'Kubek', unit: 'szt.', quantity: '3', unitPrice: 1_299, rate: percent(23) };

export const aFa3Line = (goods: Goods, over: { receiptId?: string } = {}) =>
  aTakenLine(0, { discount: 0, letter: 'A', ...goods, ...over });

const shared = {
  id: '01936f2e-0000-7000-8000-000000000001',
  issuedAt: '2026-11-24T10:00:00.000Z',
  issueDate: '2026-11-24',
  saleDate: '2026-11-20',
  seller: { name: 'Sieć Przykładowa sp. z o.o.', nip: '9999999999', address: 'ul. Handlowa 1, 00-001 Warszawa' },
  sales: [
    aSale({
      receiptNumber: '137',
      documentNumber: '172202',
      tillUniqueNumber: 'EAZ2202168920',
      saleDate: '2026-11-20',
    }),
  ],
} satisfies Partial<Fa3Invoice>;

/** The invoice of `own/fa3-fp-b2b-gross-kaucja.xml`: domain rule 20. */
export const companyInvoice: Fa3Invoice = {
  ...anInvoice({
    ...shared,
    number: 'FP/0001/11/2026',
    buyer: { kind: 'company', nip: '1111111111', name: 'F.H.U. Jan Kowalski', address: 'ul. Polna 1, 00-001 Warszawa' },
    lines: [aFa3Line(drill), aFa3Line(book), aFa3Line(salmon)],
    deposits: [{ name: 'Butelka', quantity: '1', unitPrice: minor(50) }],
  }),
  payments: [{ method: 'card', amount: minor(79_783) }],
};

/** The invoice of `own/fa3-fp-b2c-brakid.xml`. */
export const personInvoice: Fa3Invoice = {
  ...anInvoice({
    ...shared,
    number: 'FK/0002/11/2026',
    issuedAt: '2026-11-24T10:05:00.000Z',
    buyer: { kind: 'person', name: 'Anna Nowak', address: 'ul. Lipowa 5 m. 2, 30-002 Kraków' },
    lines: [aFa3Line(mug)],
  }),
  payments: [{ method: 'cash', amount: minor(3_897) }],
};

/** The correction of `own/fa3-kor-return-gross.xml`: domain rule 31, one of two drills came back. */
export const aReturn: Fa3Correction = correctionOf(
  companyInvoice,
  (state) => stateAfterReturn(state, [{ position: 1, quantity: '1' }], poland),
  {
    invoice: {
      ...companyInvoice,
      number: 'KOR/0001/12/2026',
      issuedAt: '2026-12-02T09:00:00.000Z',
      issueDate: '2026-12-02',
    },
    reason: 'Zwrot towaru: 1 szt.',
  },
);

/** The first correction of an invoice, which leads to the given state. */
export function correctionOf(
  original: Fa3Invoice,
  change: (state: InvoiceState) => InvoiceState,
  over: Partial<Fa3Correction> = {},
): Fa3Correction {
  const { buyer, deposits } = original;
  const state = {
    ...{ buyer, deposits },
    lines: original.lines.map((line, index) => ({ ...line, position: index + 1 })),
  };
  const after = change(state);
  return {
    ...correctionBetween(state, after),
    invoice: { ...original, buyer: after.buyer },
    original,
    reason: 'Zwrot towaru',
    effect: 'correction',
    fp: false,
    ...over,
  };
}
