import type { CountryCode, ShownCountry } from './country.ts';
import { shownPoland } from './pl/shownPoland.ts';

const countries: Readonly<Record<CountryCode, ShownCountry>> = { PL: shownPoland };

/** What every page needs of a country's rules. */
export function shownCountryOf(code: CountryCode): ShownCountry {
  return countries[code];
}
