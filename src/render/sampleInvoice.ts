import type { Invoice } from '../domain/invoice.ts';
import { minor } from '../domain/money.ts';
import { priceOf } from '../domain/quantity.ts';
import { type Percent, rateFromPercent } from '../domain/rate.ts';
import type { TakenLine } from '../domain/selection.ts';
import { rateTotals } from '../domain/vat.ts';

/** Seven lines that a layout has trouble with: every kind of rate, a weight, a discount, a long name, a large amount. */
const lines: TakenLine[] = [
  line('Łosoś atlantycki, filet ze skórą', '0.326', 'kg', 7990, 'C', 5, 652),
  line('Mleko 2% 1 l', '6', 'szt.', 389, 'C', 5),
  line(
    'Zestaw narzędzi 216 elementów w walizce, klucze nasadowe i płaskie, stal chromowo-wanadowa',
    '1',
    'szt.',
    69800,
    'A',
    23,
  ),
  line('Obiad dnia', '2', 'szt.', 2750, 'B', 8),
  line('Panele podłogowe, dąb jasny', '1250.5', 'm²', 8999, 'A', 23, 112500),
  line('Pocztówka kolekcjonerska', '3', 'szt.', 450, 'D', 0),
  line('Kurs pierwszej pomocy', '1', 'szt.', 10000, 'E', 'exempt'),
];
const { rates, totals } = rateTotals(lines);
const deposits = [{ name: 'Kaucja, butelka szklana', quantity: '2', unitPrice: minor(100) }];

/** What an editor sees while there is no invoice to show. The seller is put in by whoever shows it. */
export const sampleInvoice: Omit<Invoice, 'seller'> = {
  id: '00000000-0000-7000-8000-000000000000',
  kind: 'invoice',
  number: 'FP/K01/2026/11/127',
  series: 'K01',
  issuedAt: '2026-11-24T10:15:00.000Z',
  issueDate: '2026-11-24',
  saleDate: '2026-11-21',
  currency: 'PLN',
  buyer: {
    kind: 'company',
    nip: '8567346215',
    name: 'Przykładowa Spółka z o.o.',
    address: 'ul. Wzorcowa 12/3, 00-001 Warszawa',
  },
  sales: [
    {
      receiptId: '00000000-0000-7000-8000-000000000001',
      storeCode: 'K01',
      storeName: 'Sklep przykładowy',
      storeAddress: 'ul. Handlowa 1, 30-002 Kraków',
      tillUniqueNumber: 'ZBN1901007833',
      documentNumber: '5570',
      receiptNumber: '000482',
      saleDate: '2026-11-21',
    },
  ],
  lines,
  rates,
  totals,
  deposits,
  due: minor(totals.gross + 200),
  annotations: ['Zwolnienie z VAT: art. 43 ust. 1 pkt 29 ustawy o podatku od towarów i usług'],
};

function line(
  name: string,
  quantity: string,
  unit: string,
  price: number,
  letter: string,
  percent: Percent,
  discount = 0,
): TakenLine {
  const unitPrice = minor(price);
  return {
    receiptId: '00000000-0000-7000-8000-000000000001',
    lineId: '00000000-0000-7000-8000-000000000002',
    name,
    quantity,
    unit,
    unitPrice,
    discount: minor(discount),
    gross: minor(priceOf(unitPrice, quantity) - discount),
    letter,
    rate: rateFromPercent(percent),
  };
}
