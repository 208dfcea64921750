import type { CountryCode, ShownCountry } from './country.ts';
import { shownPoland } from './pl/shownPoland.ts';

const countries: Readonly<Record<CountryCode, ShownCountry>> = { PL: shownPoland };

/** What pages need of a country's rules. Pages that issue nothing load only this part. */
export function shownCountryOf(code: CountryCode): ShownCountry {
  return countries[code];
}
