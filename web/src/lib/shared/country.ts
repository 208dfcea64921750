import { contractCountry } from '../../../../src/contract/country.ts';

/** The country of every chain that these pages show: its tax id, its currency, its days. The pages name none elsewhere. */
export const country = contractCountry;
