import { contractCountryCode } from '../../../../src/contract/countryCode.ts';
import { shownCountryOf } from '../../../../src/domain/countries/shownCountryOf.ts';

/**
 * The country of every chain on these pages: its tax id, currency and days. No other file of the pages names a country.
 */
export const country = shownCountryOf(contractCountryCode);
