import type { BasisPoints } from './money.ts';

/** A VAT rate as the receipt's own table gives it. Exempt (zw) is not 0 %. */
export type Rate = { kind: 'percent'; bp: BasisPoints } | { kind: 'exempt' };

/** One row of the receipt's letter table. Source: cash-register regulation § 6(1)(5). */
export type RateLetter = { letter: string; rate: Rate };
