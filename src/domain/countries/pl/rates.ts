import { basisPoints, isSameRate, type Rate } from '../../money/rate.ts';

/** A rate that the law had from one day until another, both included, with its code in `P_12` of FA(3). */
type DatedRate = { rate: Rate; code: string; from: string; until?: string };

const vatAct = '2004-05-01';
const lastDayOf22 = '2010-12-31';
const firstDayOf23 = '2011-01-01';

/** Sources: FA(3) `TStawkaPodatku`; VAT Act art. 41, 43, 83, 114 and, since 2011, art. 146a and the articles after it. */
const rates: readonly DatedRate[] = [
  { rate: percent(2300), code: '23', from: firstDayOf23 },
  { rate: percent(2200), code: '22', from: vatAct, until: lastDayOf22 },
  { rate: percent(800), code: '8', from: firstDayOf23 },
  { rate: percent(700), code: '7', from: vatAct, until: lastDayOf22 },
  { rate: percent(500), code: '5', from: firstDayOf23 },
  // The flat rate of taxis: 4 % since 2011.
  { rate: percent(400), code: '4', from: firstDayOf23 },
  { rate: percent(300), code: '3', from: vatAct, until: lastDayOf22 },
  { rate: percent(0), code: '0 KR', from: vatAct },
  { rate: { kind: 'intra_community' }, code: '0 WDT', from: vatAct },
  { rate: { kind: 'export' }, code: '0 EX', from: vatAct },
  { rate: { kind: 'exempt' }, code: 'zw', from: vatAct },
  { rate: { kind: 'reverse_charge' }, code: 'oo', from: vatAct },
  { rate: { kind: 'outside_scope' }, code: 'np I', from: vatAct },
  { rate: { kind: 'outside_scope_eu_service' }, code: 'np II', from: vatAct },
];

/** The code of a rate in `P_12` of FA(3), or undefined when the law does not have the rate on that day. */
export function rateCode(rate: Rate, day: string): string | undefined {
  const inForce = ({ from, until }: DatedRate) => from <= day && (until === undefined || day <= until);
  return rates.find((dated) => isSameRate(dated.rate, rate) && inForce(dated))?.code;
}

function percent(bp: number): Rate {
  return { kind: 'percent', basisPoints: basisPoints(bp) };
}
