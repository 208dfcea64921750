import type { Language } from '../../domain/format.ts';
import type { Buyer } from '../../domain/invoices/buyer.ts';
import type { Invoice, RegisteredSale } from '../../domain/invoices/invoice.ts';
import type { TakenLine } from '../../domain/invoices/selection.ts';
import { minor } from '../../domain/money/money.ts';
import { type Percent, rateFromPercent } from '../../domain/money/rate.ts';
import { type Random, randomFrom } from '../../domain/random.ts';
import type { Deposit } from '../../domain/receipts/receipt.ts';
import { aCompany, anInvoice, aPerson, aSale, aTakenLine } from '../builders/invoices.ts';

/** Names of goods that look like a label or an amount, or that contain another name. */
const goods = [
  ...['Bon podarunkowy 100,00 zł', 'Do zapłaty 5 zł', 'Nabywca', 'Razem', 'Rabat 10%', 'Faktura 7', 'VAT 23%'],
  ...[
    'Sprzedawca roku, kubek',
    'Doładowanie 50 PLN',
    'Kaucja 0,50 zł',
    '23%',
    '1',
    '4,99',
    '12 szt. 4,99',
    'A',
    'szt.',
  ],
  ...[
    'Mleko',
    'Mleko 2%',
    'Mleko 2% 1 l',
    'mleko 2% 1 l',
    'Chleb',
    'Chleb żytni',
    'Ilość 2',
    'Suma 9,98',
    'netto 4,06',
  ],
  ...[
    'Śruba M8×40 DIN 933 (100 szt.)',
    'Kabel USB-C/USB-A 1,5 m',
    'Papier A4 80 g/m²',
    'Płyta CD "Total due"',
    'Café crème',
  ],
  ...[
    'Наушники Bluetooth',
    'Βιβλίο μαθηματικών',
    '2026-11-24',
    '24 listopada 2026',
    'NIP 526-587-76-35',
    'Złoty 10 złotych',
  ],
  ...[
    'Kuponik – zwrot 20,00',
    'Fifi ﬁlet ﬂądry',
    'Data sprzedaży',
    'Strona 1 z 2',
    'Wartość brutto',
    '1 234,56',
    'x',
    '0,01',
  ],
];
const long = [
  'Zestaw narzędzi 216 elementów w walizce',
  'klucze nasadowe i płaskie',
  'stal chromowo-wanadowa',
  '12,50 zł za sztukę',
];
const units = ['szt.', 'kg', 'op.', 'm²', 'l', 'kpl.', 'x', 'm', '100 g', 'par', 'mb.', 'usł.'];
/** The list is short and repeats prices, so that the same amount is printed in many places. */
const prices = [499, 499, 1, 100, 499, 998, 2500, 123_456, 99_900, 10, 1299, 4_990];
const quantities = ['1', '1', '1', '2', '3', '10', '100', '0.326', '1.5', '12.125', '4.99', '23', '1000'];
const rates: [letter: string, percent: Percent][] = [
  ['A', 23],
  ['B', 8],
  ['C', 5],
  ['D', 0],
  ['E', 'exempt'],
];
const people = [
  'Jan Kowalski',
  'Żaneta Źrebiec-Ślęzak',
  'Sprzedawca Nabywca',
  'Razem Sp. z o.o.',
  'X',
  'Do Zapłaty S.A.',
  '4,99',
];
const towns = ['ul. Długa 7 m. 3, 31-147 Kraków', 'Nabywców 23, 00-499 Warszawa', 'al. Sprzedawców 1/2, 61-001 Poznań'];

/** An unusual invoice whose amounts add up. The same seed gives the same invoice. */
export function oddInvoice(seed: number): { invoice: Invoice; language: Language } {
  const random = randomFrom(seed);
  const sales = salesFrom(random);
  const count = random.pick([1, 1, 2, 3, 5, 8, 13, 30, 80]);
  const percents = random.chance(0.3) ? [random.pick(rates)] : rates;
  const lines = Array.from({ length: count }, (_, index) => lineFrom(random, index, percents, sales));
  const seller = { name: random.pick(people), nip: '5265877635', address: random.pick(towns) };
  const buyer = buyerFrom(random, seller);
  const exempt = lines.some(({ rate }) => rate.kind === 'exempt');
  const wanted = {
    ...{ lines, sales, seller, buyer },
    number: random.pick(['1', 'FV/1', 'FP/014/2026/11/7', '2026/11/24/0001', 'A-1234567890/Z', 'FP 7/2026']),
    issueDate: random.pick(['2026-11-24', '2026-11-30', '2026-12-01', '2027-01-02']),
    saleDate: '2026-11-24',
    annotations: exempt ? ['Zwolnienie z VAT: art. 43 ust. 1 pkt 29 ustawy o podatku od towarów i usług'] : [],
    deposits: depositsFrom(random),
  };
  return { invoice: anInvoice(wanted), language: random.pick<Language>(['pl', 'pl', 'en']) };
}

function lineFrom(random: Random, index: number, percents: typeof rates, sales: RegisteredSale[]): TakenLine {
  const [letter, percent] = random.pick(percents);
  const [unitPrice, quantity] = priceFrom(random);
  const name = random.chance(0.1) ? Array.from({ length: 5 }, () => random.pick(long)).join(', ') : random.pick(goods);
  const { receiptId } = random.pick(sales);
  const full = aTakenLine(index, { unitPrice, quantity, discount: 0 }).gross;
  const discount = random.chance(0.3) && full > 10 ? random.whole(1, Math.floor(full / 2)) : 0;
  const rate = rateFromPercent(percent);
  return aTakenLine(index, { name, unitPrice, quantity, discount, letter, rate, receiptId, unit: random.pick(units) });
}

/** A price below 100 grosze gets the quantity 2, so that no line has the value 0. */
function priceFrom(random: Random): [unitPrice: number, quantity: string] {
  const [unitPrice, quantity] = [random.pick(prices), random.pick(quantities)];
  return unitPrice < 100 ? [unitPrice, '2'] : [unitPrice, quantity];
}

function salesFrom(random: Random): RegisteredSale[] {
  const count = random.pick([1, 1, 1, 2, 20]);
  return Array.from({ length: count }, (_, index) =>
    aSale({
      receiptId: `receipt-${index + 1}`,
      storeName: random.pick(['Sklep 1', 'Zielony Koszyk Kraków Krowodrza', 'Nabywca', 'Razem 24 h']),
      documentNumber: String(random.whole(1, 999_999)).padStart(random.pick([1, 6]), '0'),
      receiptNumber: String(random.whole(1, 999)),
      tillUniqueNumber: random.pick(['EAZ2202168920', 'WAH2001009137', 'ZBN1901007833']),
      saleDate: random.pick(['2026-11-24', '2026-11-23']),
    }),
  );
}

function buyerFrom(random: Random, seller: { name: string; address: string }): Buyer {
  const name = random.chance(0.15) ? seller.name : random.pick(people);
  const address = random.chance(0.15) ? seller.address : random.pick(towns);
  if (random.chance(0.5)) return { ...aCompany, name, address };
  return random.chance(0.3) ? { kind: 'person', name } : { ...aPerson, name, address };
}

function depositsFrom(random: Random): Deposit[] {
  if (random.chance(0.6)) return [];
  const kinds = ['Butelka plastikowa do 3 l', 'Puszka metalowa do 1 l', 'Kaucja'];
  return kinds.slice(0, random.whole(1, 3)).map((name) => ({
    name,
    quantity: String(random.pick([1, 2, 6, 24])),
    unitPrice: minor(random.pick([50, 100, 499])),
  }));
}
