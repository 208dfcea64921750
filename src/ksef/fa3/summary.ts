import { rateCode } from '../../domain/countries/pl/rates.ts';
import { type Minor, minor } from '../../domain/money/money.ts';
import type { Rate } from '../../domain/money/rate.ts';
import type { RateTotal } from '../../domain/money/vat.ts';
import { decimal } from './amounts.ts';
import type { Elements } from './elements.ts';
import { Fa3Refused } from './refused.ts';

/** Where the sums of each `P_12` code stand, in the schema's order. `vat` is the element of the tax, where there is one. */
const places: readonly { codes: readonly string[]; net: string; vat?: string }[] = [
  { codes: ['23', '22'], net: 'P_13_1', vat: 'P_14_1' },
  { codes: ['8', '7'], net: 'P_13_2', vat: 'P_14_2' },
  { codes: ['5'], net: 'P_13_3', vat: 'P_14_3' },
  { codes: ['4', '3'], net: 'P_13_4', vat: 'P_14_4' },
  { codes: ['0 KR'], net: 'P_13_6_1' },
  { codes: ['0 WDT'], net: 'P_13_6_2' },
  { codes: ['0 EX'], net: 'P_13_6_3' },
  { codes: ['zw'], net: 'P_13_7' },
  { codes: ['np I'], net: 'P_13_8' },
  { codes: ['np II'], net: 'P_13_9' },
  { codes: ['oo'], net: 'P_13_10' },
];

/** `P_13_x` and `P_14_x`: the sums of each rate, or on a correction their differences. `day` is the day of the sale. */
export function rateElements(rates: readonly RateTotal[], day: string): Elements {
  const elements: Record<string, string> = {};
  for (const { codes, net, vat } of places) {
    const rows = rates.filter(({ rate }) => codes.includes(codeOf(rate, day)));
    if (rows.length === 0) continue;
    elements[net] = decimal(total(rows.map((row) => row.net)));
    if (vat !== undefined) elements[vat] = decimal(total(rows.map((row) => row.vat)));
  }
  return elements;
}

/** The `P_12` code of a rate. Throws Fa3Refused for a rate that the law does not know on that day. */
export function codeOf(rate: Rate, day: string): string {
  const code = rateCode(rate, day);
  if (code === undefined) throw new Fa3Refused('rate_unknown');
  return code;
}

function total(amounts: readonly Minor[]): Minor {
  return minor(amounts.reduce((sum, amount) => sum + amount, 0));
}
