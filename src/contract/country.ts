import { countryOf } from '../domain/countries/countryOf.ts';
import { contractCountryCode } from './countryCode.ts';

/** The rules of the contract's country. */
export const contractCountry = countryOf(contractCountryCode);
