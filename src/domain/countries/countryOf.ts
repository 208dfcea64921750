import type { Country, CountryCode } from './country.ts';
import { poland } from './pl/poland.ts';

const countries: Readonly<Record<CountryCode, Country>> = { PL: poland };

/** The rules of the country in which a chain trades. */
export function countryOf(code: CountryCode): Country {
  return countries[code];
}
