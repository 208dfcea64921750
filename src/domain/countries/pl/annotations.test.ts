import { expect, it } from 'vitest';
import { minor } from '../../money/money.ts';
import { rateTotals } from '../../money/vat.ts';
import { rateOf } from '../../testing/builders.ts';
import { annotationsOf } from './annotations.ts';

const settings = { exemptionBasis: 'Zwolnienie z VAT: art. 43 ust. 1 pkt 2' };
const summary = (...percents: (number | 'exempt')[]) =>
  rateTotals(percents.map((percent) => ({ gross: minor(100), rate: rateOf(percent) }))).rates;

it('an invoice with an exempt rate carries the basis of the exemption, once', () => {
  expect(annotationsOf(summary(23, 'exempt', 'exempt'), settings)).toEqual([settings.exemptionBasis]);
});

it('an invoice without one carries none: 0 % is not exempt', () => {
  expect(annotationsOf(summary(23, 0), settings)).toEqual([]);
});
