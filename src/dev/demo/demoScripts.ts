import type { Visit } from './demoBaskets.ts';
import type { Ring } from './demoReceipt.ts';
import { groceries } from './groceries.ts';
import type { Product } from './product.ts';

// NIPs of one repeated digit pass the check and belong to no company.
const companies = ['1111111111', '2222222222', '3333333333', '7777777777', '9999999999'] as const;

/**
 * Age in days of a receipt that is too old for an invoice. The deadline, three months after the end of the month, is
 * 123 days at most.
 */
const tooLate = 130;

/** The purchases at Zielony Koszyk. The welcome text shows the first one. */
export function zielonyScript(): Visit[] {
  const special: Visit[] = [
    {
      daysAgo: 1,
      rings: showcase(),
      discounts: [{ name: 'Kupon na owoce i warzywa', amount: 300, rate: 'C' }],
      till: 0,
    },
    { daysAgo: 2, over: 52_000, buyerNip: companies[0], till: 0 },
    { daysAgo: 9, over: 61_000, buyerNip: companies[1] },
    { daysAgo: 16, over: 46_000, buyerNip: companies[2], discounts: [{ name: 'Kupon lojalnościowy', amount: 500 }] },
    { daysAgo: 37, over: 80_000, buyerNip: companies[4] },
    { daysAgo: 3, under: 20_000, lines: 9, buyerNip: companies[0] },
    { daysAgo: 12, under: 44_000, lines: 20, buyerNip: companies[3] },
    { daysAgo: 44, under: 9_000, lines: 3, buyerNip: companies[1] },
    { daysAgo: 4, lines: 300, till: 1 },
    { daysAgo: 5, rings: [{ product: productNamed('Bukiet tulipanów'), quantity: '1', discount: 0 }] },
    { daysAgo: 6, rings: [{ product: productNamed('Znaczek pocztowy'), quantity: '10', discount: 0 }] },
    { daysAgo: tooLate, lines: 7 },
    { daysAgo: tooLate + 12, over: 47_000, buyerNip: companies[0] },
    { daysAgo: 8, lines: 14, discounts: [{ name: 'Kupon lojalnościowy', amount: 1_000 }] },
    {
      daysAgo: 22,
      lines: 18,
      discounts: [
        { name: 'Kupon urodzinowy', amount: 1_500 },
        { name: 'Bon 5 zł', amount: 500 },
      ],
    },
  ];
  const everyday = Array.from({ length: 33 }, (_, index): Visit => ({ daysAgo: 1 + Math.floor(index * 2.4) }));
  return [...special, ...everyday];
}

/** The purchases at MegaDom: larger amounts, mostly by companies. */
export function megadomScript(): Visit[] {
  const hood = { name: 'Okap kuchenny podszafkowy 60 cm', price: 45_000, letter: 'A' };
  const sink = { name: 'Zlewozmywak granitowy jednokomorowy', price: 44_902, letter: 'A' };
  const bag = { name: 'Torba papierowa duża', price: 99, letter: 'A' };
  const special: Visit[] = [
    { daysAgo: 1, over: 180_000, buyerNip: companies[0], till: 0 },
    { daysAgo: 2, rings: one(hood), buyerNip: companies[1] },
    { daysAgo: 2, rings: [...one(sink), ...one(bag)], buyerNip: companies[1] },
    { daysAgo: 3, over: 1_500_000, buyerNip: companies[4] },
    { daysAgo: 5, lines: 6, till: 0 },
    { daysAgo: 7, rings: one(hood) },
    { daysAgo: 14, over: 640_000, buyerNip: companies[2], discounts: [{ name: 'Rabat dla firm', amount: 20_000 }] },
    { daysAgo: 20, under: 40_000, lines: 4, buyerNip: companies[3] },
    { daysAgo: tooLate, over: 90_000, buyerNip: companies[0] },
    { daysAgo: tooLate + 3, lines: 5 },
  ];
  const everyday = Array.from({ length: 28 }, (_, index): Visit => {
    const visit = { daysAgo: 1 + Math.floor(index * 2.8), lines: 1 + ((index * 5) % 9) };
    const nip = companies[index % companies.length];
    return index % 3 === 0 || nip === undefined ? visit : { ...visit, buyerNip: nip };
  });
  return [...special, ...everyday];
}

/** A basket with every kind of line: weighed goods, pieces, offers, three rates and a deposit. */
function showcase(): Ring[] {
  return [
    { product: productNamed('Łosoś świeży filet'), quantity: '0.326', discount: 652 },
    { product: productNamed('Chleb żytni na zakwasie 500 g'), quantity: '1', discount: 0 },
    { product: productNamed('Bułka kajzerka'), quantity: '6', discount: 0 },
    { product: productNamed('Pomidory malinowe'), quantity: '0.842', discount: 0 },
    { product: productNamed('Jabłka ligol'), quantity: '1.275', discount: 0 },
    { product: productNamed('Mleko 2% 1 l'), quantity: '4', discount: 0 },
    { product: productNamed('Kawa mielona 500 g'), quantity: '2', discount: 1_160 },
    { product: productNamed('Bazylia w doniczce'), quantity: '1', discount: 0 },
    { product: productNamed('Woda niegazowana 1,5 l'), quantity: '6', discount: 0 },
    { product: productNamed('Papier toaletowy 8 rolek'), quantity: '1', discount: 0 },
  ];
}

function one(product: Product): Ring[] {
  return [{ product, quantity: '1', discount: 0 }];
}

function productNamed(name: string): Product {
  const product = groceries.find((candidate) => candidate.name === name);
  if (!product) throw new Error(`the demo sells no ${name}`);
  return product;
}
