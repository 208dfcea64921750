import { contractCountryCode } from '../../../../src/contract/countryCode.ts';
import { shownGoodsOf } from '../../../../src/domain/countries/shownGoodsOf.ts';
import { formatRate, type Language } from '../../../../src/domain/format.ts';
import { type Percent, rateFromPercent } from '../../../../src/domain/money/rate.ts';

/** How the country of these pages names units and rates, and which goods it sells whole. */
export const goods = shownGoodsOf(contractCountryCode);

type Reader = { language: Language };

/** A till's unit in the reader's language. */
export function unitText({ language }: Reader, unit: string): string {
  return goods.unitName(unit, language);
}

/** A rate as the reader's language writes it: "23%", "zw.". */
export function percentText({ language }: Reader, percent: Percent): string {
  return formatRate(rateFromPercent(percent), language, goods.labels.rates);
}
