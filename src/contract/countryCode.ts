import type { CountryCode } from '../domain/countries/country.ts';

/**
 * The country whose receipts the HTTP contract describes (currency, tax id), and in which new chains trade. With a second
 * country this becomes a property of the chain: docs/decisions.md.
 */
export const contractCountryCode: CountryCode = 'PL';
