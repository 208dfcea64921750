import { describe, expect, it } from 'vitest';
import { poland } from '../../domain/countries/pl/poland.ts';
import { chainDay } from '../../domain/day.ts';
import { checkReceipt } from '../../domain/receipts/checkReceipt.ts';
import { demoChains } from './demoData.ts';

const now = new Date('2026-11-24T10:00:00Z');
const [zielony, megadom] = demoChains(now);
if (!zielony || !megadom) throw new Error('two chains are expected');
const chains = [zielony, megadom];

describe.each(chains)('the receipts of $slug', ({ receipts, stores, seller }) => {
  it('add up exactly', () => {
    for (const receipt of receipts) expect(checkReceipt(receipt, poland)).toMatchObject({ ok: true });
  });

  it('have a unique till and document number, and each till numbers them in order of time', () => {
    expect(new Set(receipts.map((r) => `${r.till.uniqueNumber}/${r.documentNumber}`)).size).toBe(receipts.length);
    const byTill = Map.groupBy(receipts, (receipt) => receipt.till.uniqueNumber);
    expect(byTill.size).toBe(stores.length * 2);
    for (const ofTill of byTill.values()) {
      const inTime = [...ofTill].sort((a, b) => a.issuedAt.localeCompare(b.issuedAt));
      expect(inTime.map((r) => Number(r.documentNumber))).toEqual(
        ofTill.map((r) => Number(r.documentNumber)).sort((a, b) => a - b),
      );
    }
  });

  it('lie in the past and come from registered stores', () => {
    for (const receipt of receipts) {
      expect(Date.parse(receipt.issuedAt)).toBeLessThan(now.getTime());
      expect(stores).toContainEqual(receipt.store);
    }
  });

  it('have NIPs with a valid check digit', () => {
    expect(poland.taxId.isValid(seller.nip)).toBe(true);
    for (const { buyerNip } of receipts) if (buyerNip) expect(poland.taxId.isValid(buyerNip)).toBe(true);
  });

  it('are in time for an invoice, except two that are too old', () => {
    const today = chainDay(now, poland.timeZone);
    const late = receipts.filter(
      (receipt) => poland.deadlines.lastRequestDay(chainDay(receipt.issuedAt, poland.timeZone)) < today,
    );
    expect(late).toHaveLength(2);
    expect(receipts.length - late.length).toBeGreaterThanOrEqual(36);
  });
});

describe('the demo as a whole', () => {
  it('Zielony Koszyk has every kind of receipt', () => {
    const { receipts } = zielony;
    expect(receipts.length).toBeGreaterThan(40);
    expect(receipts.some((r) => r.lines.length === 300)).toBe(true);
    expect(receipts.some((r) => r.lines.length === 1)).toBe(true);
    expect(receipts.some((r) => r.buyerNip && r.total > 45_000)).toBe(true);
    expect(receipts.some((r) => r.buyerNip && r.total <= 45_000)).toBe(true);
    expect(receipts.some((r) => r.discounts?.some((d) => d.rate === undefined))).toBe(true);
    expect(receipts.some((r) => r.discounts?.some((d) => d.rate !== undefined))).toBe(true);
    expect(receipts.filter((r) => r.deposits).length).toBeGreaterThan(5);
    expect(new Set(receipts.flatMap((r) => r.rates.map((rate) => rate.percent)))).toEqual(
      new Set([23, 8, 5, 'exempt']),
    );
  });

  it('the first receipt of Zielony Koszyk has weighed goods, offers, a voucher, a deposit and three rates, and no NIP', () => {
    const [first] = zielony.receipts;
    expect(first?.buyerNip).toBeUndefined();
    expect(first?.lines[0]).toMatchObject({
      quantity: '0.326',
      unitPrice: 7990,
      discount: 652,
      gross: 1953,
      unit: 'kg',
    });
    expect(first?.rates).toHaveLength(3);
    expect(first?.deposits).toEqual([{ name: 'Kaucja: butelka PET', quantity: '6', unitPrice: 50 }]);
    expect(first?.discounts).toHaveLength(1);
  });

  it('MegaDom has receipts of 450.00 zł, 450.01 zł and above 15,000 zł, mostly for companies', () => {
    const withNip = megadom.receipts.filter((r) => r.buyerNip);
    expect(withNip.map((r) => r.total)).toEqual(expect.arrayContaining([45_000, 45_001]));
    expect(withNip.some((r) => r.total > 1_500_000)).toBe(true);
    expect(withNip.length).toBeGreaterThan(megadom.receipts.length / 2);
  });

  it('the same day gives the same receipts, and each call gives new passwords of at least 15 characters', () => {
    const again = demoChains(now);
    expect(again.map((chain) => chain.receipts)).toEqual(chains.map((chain) => chain.receipts));
    const passwords = [...chains, ...again].flatMap(({ admin, staff }) => [admin.password, staff.password]);
    expect(new Set(passwords).size).toBe(8);
    for (const password of passwords) expect(password.length).toBeGreaterThanOrEqual(15);
  });

  it.each(['2027-01-01T00:30:00+01:00', '2028-02-29T23:59:59+01:00', '2026-10-25T01:30:00Z', '2027-03-28T01:00:00Z'])(
    'the receipts add up at %s too',
    (instant) => {
      for (const { receipts } of demoChains(new Date(instant))) {
        for (const receipt of receipts) {
          expect(checkReceipt(receipt, poland)).toMatchObject({ ok: true });
          expect(receipt.issuedAt).toMatch(/\+0[12]:00$/);
        }
      }
    },
  );
});
