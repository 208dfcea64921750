import type { TaxIdRules } from '../../domain/countries/country.ts';
import type { Buyer } from '../../domain/invoices/buyer.ts';
import type { Random } from '../../domain/random.ts';
import { fullText } from './fullText.ts';
import type { Pool } from './pool.ts';
import { cities, companyForms, firstNames, lastNames, streets, tradeNames, trades } from './words.ts';

export type BuyerSort = 'person' | 'person without address' | 'company' | 'company with the longest name';

/** An invented buyer: a random name, and for companies a random tax id with a valid check digit. */
export function drawBuyer(random: Random, pool: Pool, sort: BuyerSort, taxId: TaxIdRules): Buyer {
  return pool.draw<Buyer>(
    () => {
      const address = drawAddress(random);
      switch (sort) {
        case 'person':
          return { kind: 'person', name: personName(random), address };
        case 'person without address':
          return { kind: 'person', name: personName(random) };
        case 'company':
          return { kind: 'company', nip: taxId.draw(random), name: companyName(random), address };
        case 'company with the longest name':
          return {
            kind: 'company',
            nip: taxId.draw(random),
            name: fullText(256, () => companyName(random)),
            address: fullText(200, () => drawAddress(random)),
          };
      }
    },
    (buyer) => [buyer.name, buyer.address ?? '', buyer.kind === 'company' ? taxId.format(buyer.nip) : ''],
  );
}

/** A random address such as "ul. Polna 17/4, 31-147 Kraków". */
export function drawAddress(random: Random): string {
  const [, city = '', code = ''] = /^(.*) (\d\d)$/.exec(random.pick(cities)) ?? [];
  const flat = random.chance(0.5) ? `/${random.whole(1, 60)}` : '';
  const district = String(random.whole(1, 999)).padStart(3, '0');
  return `ul. ${random.pick(streets)} ${random.whole(1, 180)}${flat}, ${code}-${district} ${city}`;
}

function personName(random: Random): string {
  const second = random.chance(0.3) ? `-${random.pick(lastNames)}` : '';
  return `${random.pick(firstNames)} ${random.pick(lastNames)}${second}`;
}

function companyName(random: Random): string {
  const trade = `${random.pick(trades)} ${random.pick(tradeNames)}`;
  if (random.chance(0.3)) return `${trade} ${random.pick(firstNames)} ${random.pick(lastNames)}`;
  return `${trade} ${random.pick(companyForms)}`;
}
