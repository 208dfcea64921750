import { minor } from '../../domain/money/money.ts';
import { priceOf } from '../../domain/money/quantity.ts';
import type { PushedLine, PushedReceipt } from '../../domain/receipts/pushedReceipt.ts';
import { aReceiptIn } from './receiptsIn.ts';

type ReceiptGiven = Partial<Omit<PushedReceipt, 'lines'>> & { lines?: number | Partial<PushedLine>[] };

/** A valid receipt with a new document number. Amounts that are not given follow from prices and quantities. */
export function aReceipt({ lines: asked = 2, ...given }: ReceiptGiven = {}): PushedReceipt {
  const wanted = typeof asked === 'number' ? Array.from({ length: asked }, () => ({})) : asked;
  const lines = wanted.map((line, index) => pricedLine(line, index));
  const discounts = (given.discounts ?? []).reduce((sum, { amount }) => sum + amount, 0);
  const deposits = (given.deposits ?? []).reduce((sum, one) => sum + priceOf(minor(one.unitPrice), one.quantity), 0);
  const total = lines.reduce((sum, { gross }) => sum + gross, 0) - discounts;
  const payments = [{ method: 'card', amount: total + deposits }];
  return aReceiptIn({ store: { code: 'S1' }, rates, total, payments, ...given, lines });
}

/** A receipt with all optional fields. */
export function aFullReceipt(): PushedReceipt {
  return aReceipt({
    externalId: crypto.randomUUID(),
    store: { code: 'S1', name: 'Sklep S1', address: 'ul. Leśna 1, 00-001 Warszawa' },
    till: { uniqueNumber: 'ZBN1901007833', number: '3' },
    receiptNumber: '570',
    buyerNip: '8567346215',
    lines: [{ gtin: '20000000000004', quantity: '2', unitPrice: 50_000, discount: 100 }],
    discounts: [{ name: 'Karta stałego klienta', amount: 500, rate: 'A' }],
    deposits: [{ name: 'Butelka', quantity: '2', unitPrice: 50 }],
    code: crypto.randomUUID(),
  });
}

const rates: PushedReceipt['rates'] = [
  { letter: 'A', percent: 23 },
  { letter: 'B', percent: 8 },
  { letter: 'C', percent: 5 },
  { letter: 'E', percent: 'exempt' },
];

function pricedLine(given: Partial<PushedLine>, index: number): PushedLine {
  const { quantity = '1', unitPrice = 1299, discount = 0 } = given;
  const gross = priceOf(minor(unitPrice), quantity) - discount;
  return { name: `Towar ${index + 1}`, unit: 'szt.', rate: 'A', gross, ...given, quantity, unitPrice, discount };
}

/** Noon UTC that many days ago. At noon the date is the same in Warsaw. */
export function daysAgo(days: number): string {
  const day = new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
  return `${day}T12:00:00Z`;
}
