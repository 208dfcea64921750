import { randomInt } from 'node:crypto';
import type { ChainContact } from '../../domain/chains/contact.ts';
import type { ChainSettings } from '../../domain/chains/settings.ts';
import { poland } from '../../domain/countries/pl/poland.ts';
import { addDays, chainDay } from '../../domain/day.ts';
import { randomFrom } from '../../domain/random.ts';
import type { PushedReceipt } from '../../domain/receipts/pushedReceipt.ts';
import { receiptsOf } from './demoBaskets.ts';
import type { DemoStore, DemoTill } from './demoReceipt.ts';
import { megadomScript, zielonyScript } from './demoScripts.ts';
import { groceries } from './groceries.ts';
import { hardware } from './hardware.ts';

/** All data of one demo chain. The welcome text shows the code of the first receipt. */
export type DemoChain = {
  slug: 'zielony' | 'megadom';
  name: string;
  seller: { name: string; nip: string; address: string };
  baseTheme: 'zielony' | 'megadom';
  /** Mail address for the chain's copy of every invoice. */
  copyEmail: string;
  contact: ChainContact;
  settings: Partial<ChainSettings>;
  /** Whether its invoices for companies go to the demo's KSeF. One chain's do, so that both ways can be seen. */
  usesKsef: boolean;
  stores: DemoStore[];
  admin: { email: string; password: string };
  /** `store` is the code of the first store. */
  staff: { email: string; password: string; store: string };
  receipts: PushedReceipt[];
};

/** The two chains of the demo. The same day gives the same receipts; passwords are new each time. */
export function demoChains(now: Date): DemoChain[] {
  const today = chainDay(now, poland.timeZone);
  const dayAgo = (days: number) => addDays(today, -days);
  return [zielony(dayAgo), megadom(dayAgo)];
}

/** 20 random characters without similar-looking ones, 99 bits, in groups of five: `kq7mx-…`. */
export function demoPassword(): string {
  const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
  const characters = Array.from({ length: 20 }, () => alphabet.charAt(randomInt(alphabet.length)));
  return characters.join('').replace(/(.{5})(?=.)/g, '$1-');
}

function zielony(dayAgo: (days: number) => string): DemoChain {
  const stores = [
    { code: 'K01', name: 'Zielony Koszyk Kraków Kazimierz', address: 'ul. Lipowa 12, 31-001 Kraków' },
    { code: 'P02', name: 'Zielony Koszyk Poznań Jeżyce', address: 'ul. Polna 48, 60-001 Poznań' },
    { code: 'L03', name: 'Zielony Koszyk Lublin Śródmieście', address: 'ul. Ogrodowa 5, 20-001 Lublin' },
  ];
  return {
    slug: 'zielony',
    name: 'Zielony Koszyk',
    seller: { name: 'Zielony Koszyk sp. z o.o.', nip: '8567346215', address: 'ul. Lipowa 12, 31-001 Kraków' },
    baseTheme: 'zielony',
    copyEmail: 'faktury@zielony.example',
    contact: { phone: '800 555 010', email: 'pomoc@zielony.example' },
    settings: { companySelection: 'lines' },
    usesKsef: false,
    stores,
    admin: { email: 'admin@zielony.example', password: demoPassword() },
    staff: { email: 'kasa@zielony.example', password: demoPassword(), store: 'K01' },
    receipts: receiptsOf(
      zielonyScript(),
      {
        products: groceries,
        rates: [
          { letter: 'A', percent: 23 },
          { letter: 'B', percent: 8 },
          { letter: 'C', percent: 5 },
          { letter: 'E', percent: 'exempt' },
        ],
        tills: tillsOf(stores, 'ZKA'),
      },
      randomFrom(1),
      dayAgo,
    ),
  };
}

function megadom(dayAgo: (days: number) => string): DemoChain {
  const stores = [
    { code: 'WA1', name: 'MegaDom Warszawa Białołęka', address: 'ul. Składowa 101, 03-001 Warszawa' },
    { code: 'GD2', name: 'MegaDom Gdańsk Kokoszki', address: 'ul. Budowlanych 7, 80-001 Gdańsk' },
  ];
  return {
    slug: 'megadom',
    name: 'MegaDom',
    seller: { name: 'MegaDom S.A.', nip: '5265877635', address: 'ul. Składowa 101, 03-001 Warszawa' },
    baseTheme: 'megadom',
    copyEmail: 'faktury@megadom.example',
    contact: { phone: '22 555 01 20', url: 'https://megadom.example/kontakt' },
    settings: { companySelection: 'lines' },
    usesKsef: true,
    stores,
    admin: { email: 'admin@megadom.example', password: demoPassword() },
    staff: { email: 'kasa@megadom.example', password: demoPassword(), store: 'WA1' },
    receipts: receiptsOf(
      megadomScript(),
      {
        products: hardware,
        rates: [
          { letter: 'A', percent: 23 },
          { letter: 'B', percent: 8 },
        ],
        tills: tillsOf(stores, 'MDB'),
      },
      randomFrom(2),
      dayAgo,
    ),
  };
}

/** Two tills per store. A unique number has three letters and ten digits, like the numbers of fiscal registers. */
function tillsOf(stores: readonly DemoStore[], prefix: string): DemoTill[] {
  return stores.flatMap((store, index) =>
    [1, 2].map((till) => ({ uniqueNumber: `${prefix}2600${index + 1}000${till}7`, number: String(till), store })),
  );
}
