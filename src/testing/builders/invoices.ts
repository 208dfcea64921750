import type { Buyer } from '../../domain/invoices/buyer.ts';
import type { Invoice, RegisteredSale } from '../../domain/invoices/invoice.ts';
import type { TakenLine } from '../../domain/invoices/selection.ts';
import { type BasisPoints, minor, sum } from '../../domain/money/money.ts';
import { priceOf } from '../../domain/money/quantity.ts';
import type { Rate } from '../../domain/money/rate.ts';
import { rateTotals } from '../../domain/money/vat.ts';
import type { Deposit } from '../../domain/receipts/receipt.ts';

const percent = (bp: number): Rate => ({ kind: 'percent', basisPoints: bp as BasisPoints });

type Goods = { name: string; unit: string; unitPrice: number; quantity: string; letter: string; rate: Rate };

const rates: { [letter: string]: Rate } = { A: percent(2300), B: percent(800), C: percent(500), E: { kind: 'exempt' } };

const shelf: [name: string, unit: string, unitPrice: number, quantity: string, letter: string][] = [
  ['Chleb żytni na zakwasie 500 g', 'szt.', 749, '2', 'C'],
  ['Szynka wiejska z liściem, krojona', 'kg', 7990, '0.326', 'C'],
  ['Woda źródlana gazowana 1,5 l', 'szt.', 239, '6', 'A'],
  ['Kawa ziarnista Arabika 1 kg', 'szt.', 6499, '1', 'A'],
  ['Masło extra 82%', 'szt.', 799, '3', 'C'],
  ['Jabłka Ligol luz', 'kg', 399, '1.482', 'C'],
  ['Płyn do płukania „Świeża bryza” 2 l', 'szt.', 2199, '1', 'A'],
  ['Herbata czarna liściasta 100 g', 'op.', 1099, '2', 'A'],
  ['Zupa krem z dyni, słoik', 'szt.', 1249, '1', 'B'],
  ['Żel pod prysznic łagodzący', 'szt.', 1399, '1', 'A'],
  ['Gazeta „Dzień po dniu”', 'szt.', 450, '1', 'B'],
  ['Ser żółty Gouda plastry', 'kg', 3290, '0.254', 'C'],
];

function goodsAt(index: number): Goods {
  const [name, unit, unitPrice, quantity, letter] = shelf[index % shelf.length] ?? ['Towar', 'szt.', 100, '1', 'A'];
  return { name, unit, unitPrice, quantity, letter, rate: rates[letter] ?? percent(2300) };
}

/** A taken line. Every fourth one has a discount of 10%. */
export function aTakenLine(
  index: number,
  over: Partial<Goods> & { discount?: number; receiptDiscount?: number; receiptId?: string } = {},
): TakenLine {
  const goods = { ...goodsAt(index), ...over };
  const full = priceOf(minor(goods.unitPrice), goods.quantity);
  const discount = minor(over.discount ?? (index % 4 === 3 ? Math.floor(full / 10) : 0));
  return {
    receiptId: over.receiptId ?? 'receipt-1',
    lineId: `line-${index + 1}`,
    name: goods.name,
    quantity: goods.quantity,
    unit: goods.unit,
    unitPrice: minor(goods.unitPrice),
    discount,
    receiptDiscount: minor(over.receiptDiscount ?? 0),
    gross: minor(full - discount),
    letter: goods.letter,
    rate: goods.rate,
  };
}

export function aSale(over: Partial<RegisteredSale> = {}): RegisteredSale {
  return {
    receiptId: 'receipt-1',
    storeCode: '014',
    storeName: 'Zielony Koszyk Kraków Krowodrza',
    storeAddress: 'ul. Królewska 57, 30-081 Kraków',
    tillUniqueNumber: 'EAZ2202168920',
    documentNumber: '018745',
    receiptNumber: '570',
    saleDate: '2026-11-24',
    ...over,
  };
}

export const aPerson: Buyer = { kind: 'person', name: 'Anna Nowak', address: 'ul. Długa 7 m. 3, 31-147 Kraków' };

export const aCompany: Buyer = {
  kind: 'company',
  nip: '8567346215',
  name: 'Przykładowa Pracownia Remontowa sp. z o.o.',
  address: 'ul. Przemysłowa 12, 30-701 Kraków',
};

type Wanted = Omit<Partial<Invoice>, 'lines'> & { lines?: number | TakenLine[]; deposits?: Deposit[] };

/** An issued invoice whose amounts add up. `lines` is the number of lines or the lines themselves. */
export function anInvoice(wanted: Wanted = {}): Invoice {
  const { lines: asked = 3, deposits = [], ...over } = wanted;
  const lines = typeof asked === 'number' ? Array.from({ length: asked }, (_, index) => aTakenLine(index)) : asked;
  const { rates: summary, totals } = rateTotals(lines);
  const kaucja = sum(deposits.map((deposit) => priceOf(deposit.unitPrice, deposit.quantity)));
  return {
    id: 'invoice-1',
    kind: 'invoice',
    number: 'FP/014/2026/11/7',
    series: '014',
    issuedAt: '2026-11-24T17:20:11+01:00',
    issueDate: '2026-11-24',
    saleDate: '2026-11-24',
    country: 'PL',
    currency: 'PLN',
    seller: { name: 'Zielony Koszyk sp. z o.o.', nip: '5265877635', address: 'ul. Owocowa 1, 00-001 Warszawa' },
    buyer: aPerson,
    sales: [aSale()],
    annotations: [],
    lines,
    rates: summary,
    totals,
    deposits,
    due: minor(totals.gross + kaucja),
    payments: [{ method: 'card', amount: minor(totals.gross + kaucja) }],
    ...over,
  };
}

/** Deposits for the returnable packaging of a grocery. */
export const someDeposits: Deposit[] = [
  { name: 'Butelka plastikowa do 3 l', quantity: '6', unitPrice: minor(50) },
  { name: 'Puszka metalowa do 1 l', quantity: '2', unitPrice: minor(50) },
];
