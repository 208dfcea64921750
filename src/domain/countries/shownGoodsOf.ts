import type { CountryCode, ShownGoods } from './country.ts';
import { polishGoods } from './pl/shownGoods.ts';

const countries: Readonly<Record<CountryCode, ShownGoods>> = { PL: polishGoods };

/** What pages with goods need of a country's rules. The start page has none and does not load them. */
export function shownGoodsOf(code: CountryCode): ShownGoods {
  return countries[code];
}
