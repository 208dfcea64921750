import { describe, expect, it } from 'vitest';
import { minor } from '../../money/money.ts';
import { rateTotals } from '../../money/vat.ts';
import { rateOf } from '../../testing/builders.ts';
import { annotationsOf, splitPaymentNote } from './annotations.ts';

const settings = { exemptionBasis: 'Zwolnienie z VAT: art. 43 ust. 1 pkt 2' };
type Line = { gross?: number; percent?: number | 'exempt'; annex15?: boolean };

function annotated(kind: 'person' | 'company', ...lines: Line[]): string[] {
  const priced = lines.map(({ gross = 100, percent = 23, annex15 = false }) => ({
    gross: minor(gross),
    rate: rateOf(percent),
    annex15,
  }));
  return annotationsOf({ ...rateTotals(priced), lines: priced, buyer: { kind } }, settings);
}

it('an invoice with an exempt rate carries the basis of the exemption once', () => {
  const lines: Line[] = [{ percent: 23 }, { percent: 'exempt' }, { percent: 'exempt' }];
  expect(annotated('person', ...lines)).toEqual([settings.exemptionBasis]);
});

it('an invoice without an exempt rate carries no basis: 0 % is not exempt', () => {
  expect(annotated('person', { percent: 23 }, { percent: 0 })).toEqual([]);
});

// Domain rule 27: 15,000.00 zł is not above the limit, 15,000.01 zł is.
describe('goods of Annex 15', () => {
  const phone: Line = { gross: 1_000_000, annex15: true };
  const shelf = (gross: number): Line => ({ gross });

  it('for 15,000.00 zł need no split payment', () => {
    expect(annotated('company', phone, shelf(500_000))).toEqual([]);
  });

  it('for 15,000.01 zł in all do, other goods included', () => {
    expect(annotated('company', phone, shelf(500_001))).toEqual([splitPaymentNote]);
  });

  it('need none when a private person buys them', () => {
    expect(annotated('person', phone, shelf(500_001))).toEqual([]);
  });

  it('are the only ones that need it', () => {
    expect(annotated('company', shelf(2_000_000))).toEqual([]);
  });
});
