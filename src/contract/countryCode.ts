import type { CountryCode } from '../domain/countries/country.ts';

/**
 * The country whose receipts the HTTP contract describes (its currency, its tax id), and in which new chains trade. A
 * second country makes this a fact of the chain: docs/decisions.md.
 */
export const contractCountryCode: CountryCode = 'PL';
