import { contractCountryCode } from '../../../../src/contract/countryCode.ts';
import { shownCountryOf } from '../../../../src/domain/countries/shownCountryOf.ts';

/** The country of every chain that these pages show: its tax id, its currency, its days. The pages name none elsewhere. */
export const country = shownCountryOf(contractCountryCode);
