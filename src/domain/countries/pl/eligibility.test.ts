import { describe, expect, it } from 'vitest';
import type { Buyer } from '../../invoices/buyer.ts';
import { minor } from '../../money/money.ts';
import { Problem } from '../../problem.ts';
import type { EligibleReceipt } from '../country.ts';
import { assertMayInvoice, eligibility } from './eligibility.ts';
import { defaultSettings } from './settings.ts';

const today = '2026-11-24';
const allowed = (buyer: Buyer['kind']) => ({ buyer, allowed: true });
const refused = (buyer: Buyer['kind'], reason: string) => ({ buyer, allowed: false, reason });
const anna: Buyer = { kind: 'person', name: 'Anna Nowak' };
const company = (nip: string): Buyer => ({
  kind: 'company',
  nip,
  name: 'Próbna sp. z o.o.',
  address: 'ul. Prosta 1, Łódź',
});

function aSale(given: Partial<EligibleReceipt> = {}): EligibleReceipt {
  return { total: minor(3897), saleDate: today, ...given };
}

function problemOf(receipt: EligibleReceipt, buyer: Buyer, settings = defaultSettings, day = today): Problem {
  try {
    assertMayInvoice(receipt, buyer, settings, day);
  } catch (problem) {
    if (problem instanceof Problem) return problem;
    throw problem;
  }
  throw new Error('was accepted');
}

describe('eligibility', () => {
  it('without a NIP on the receipt allows a person and refuses a company (rule 1)', () => {
    expect(eligibility(aSale(), defaultSettings, today)).toEqual([
      allowed('person'),
      refused('company', 'receipt.has_no_nip'),
    ]);
  });

  it('with a NIP on the receipt allows the company and refuses a person (rule 2)', () => {
    const receipt = aSale({ total: minor(79733), buyerNip: '8567346215' });
    expect(eligibility(receipt, defaultSettings, today)).toEqual([
      refused('person', 'receipt.nip_required'),
      allowed('company'),
    ]);
  });

  it.each([
    ['450,00 zł on the last day is already an invoice', 45_000, '2026-12-31', 'block', false],
    ['450,01 zł is not', 45_001, '2026-12-31', 'block', true],
    ['450,00 zł a day later is not', 45_000, '2027-01-01', 'block', true],
    ['450,00 zł where the chain allows a second invoice', 45_000, '2026-12-31', 'allow', true],
  ] as const)('a receipt with a NIP: %s (rule 6)', (_, total, saleDate, simplifiedInvoice, may) => {
    const receipt = aSale({ total: minor(total), saleDate, buyerNip: '8567346215' });
    const [, forCompany] = eligibility(receipt, { ...defaultSettings, simplifiedInvoice }, saleDate);
    expect(forCompany).toEqual(may ? allowed('company') : refused('company', 'receipt.simplified_invoice'));
  });

  it('does not treat a small receipt without a NIP as an invoice', () => {
    expect(eligibility(aSale({ total: minor(100) }), defaultSettings, today)[0]).toEqual(allowed('person'));
  });

  it('ends after the last request day for whoever was allowed (rule 4)', () => {
    const large = aSale({ total: minor(79733), buyerNip: '8567346215' });
    expect(eligibility(aSale(), defaultSettings, '2027-02-28')[0]).toEqual(allowed('person'));
    expect(eligibility(aSale(), defaultSettings, '2027-03-01')).toEqual([
      refused('person', 'receipt.too_late'),
      refused('company', 'receipt.has_no_nip'),
    ]);
    expect(eligibility(large, defaultSettings, '2027-03-01')).toEqual([
      refused('person', 'receipt.nip_required'),
      refused('company', 'receipt.too_late'),
    ]);
  });

  it('continues after the last request day when the chain allows late requests', () => {
    const settings = { ...defaultSettings, lateRequests: 'allow' } as const;
    expect(eligibility(aSale(), settings, '2027-03-01')[0]).toEqual(allowed('person'));
  });
});

describe('assertMayInvoice', () => {
  it('accepts the buyers that the rules allow', () => {
    expect(() => assertMayInvoice(aSale(), anna, defaultSettings, today)).not.toThrow();
    const receipt = aSale({ total: minor(45_001), buyerNip: '8567346215' });
    expect(() => assertMayInvoice(receipt, company('8567346215'), defaultSettings, today)).not.toThrow();
  });

  it('refuses a company on a receipt without a NIP: 38,97 zł, 8567346215 (rule 1)', () => {
    expect(problemOf(aSale(), company('8567346215'))).toMatchObject({
      code: 'receipt.has_no_nip',
      fields: [{ pointer: '/buyer/kind', code: 'receipt.has_no_nip' }],
    });
  });

  it('refuses a NIP other than the receipt’s: 1111111111 on it, 9999999999 in the form (rule 2)', () => {
    const receipt = aSale({ total: minor(79733), buyerNip: '1111111111' });
    expect(problemOf(receipt, company('9999999999'))).toMatchObject({
      code: 'receipt.nip_differs',
      params: { buyerNip: '1111111111' },
      fields: [{ pointer: '/buyer/nip' }],
    });
  });

  it('refuses a person on a receipt with a NIP', () => {
    expect(problemOf(aSale({ buyerNip: '1111111111' }), anna).code).toBe('receipt.nip_required');
  });

  it('reports an invalid NIP first, at its field', () => {
    for (const receipt of [aSale(), aSale({ buyerNip: '8567346215' })]) {
      expect(problemOf(receipt, company('8567346216'))).toMatchObject({
        code: 'buyer.nip_invalid',
        fields: [{ pointer: '/buyer/nip' }],
      });
    }
  });

  it('reports the limit and the last day that the refusal is based on', () => {
    const small = aSale({ buyerNip: '8567346215' });
    expect(problemOf(small, company('8567346215'))).toMatchObject({
      code: 'receipt.simplified_invoice',
      params: { limit: 45_000 },
    });
    expect(problemOf(aSale(), anna, defaultSettings, '2027-03-01')).toMatchObject({
      code: 'receipt.too_late',
      params: { lastDay: '2027-02-28' },
    });
  });

  it('requires a person’s address only when the chain does; a blank address is missing', () => {
    const settings = { ...defaultSettings, personAddress: 'required' } as const;
    for (const buyer of [anna, { ...anna, address: ' ' }]) {
      expect(problemOf(aSale(), buyer, settings)).toMatchObject({
        code: 'buyer.address_required',
        fields: [{ pointer: '/buyer/address' }],
      });
    }
    expect(() => assertMayInvoice(aSale(), { ...anna, address: 'ul. Prosta 1' }, settings, today)).not.toThrow();
  });
});
