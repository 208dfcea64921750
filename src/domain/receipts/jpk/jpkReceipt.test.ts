import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aReceipt } from '../../../testing/builders/receipts.ts';
import { asKasaParagon } from '../../../testing/receipts/asKasaParagon.ts';
import { aKasaParagon } from '../../../testing/receipts/formats.ts';
import { poland } from '../../countries/pl/poland.ts';
import { rateTotals } from '../../money/vat.ts';
import { checkReceipt } from '../checkReceipt.ts';
import type { PushedReceipt } from '../pushedReceipt.ts';
import { jpkReceipt } from './jpkReceipt.ts';
import type { KasaParagon, Paragon, Towar } from './kasaParagon.ts';

const read = (jpk: KasaParagon) => jpkReceipt(jpk);
const errorsOf = (jpk: KasaParagon) => {
  const converted = read(jpk);
  return converted.ok ? [] : converted.errors.map(({ pointer, code }) => `${pointer} ${code}`);
};
function receiptOf(jpk: KasaParagon): PushedReceipt {
  const converted = read(jpk);
  if (!converted.ok) throw new Error(JSON.stringify(converted.errors));
  return converted.receipt as PushedReceipt;
}
const checked = (receipt: PushedReceipt) => checkReceipt(receipt, poland);
const paragon = '/dokument/paragon';

/** A receipt of these items; its sums are those given. */
function aParagon(
  items: Paragon['pozycja'],
  sums: { A?: number; C?: number },
  more: Partial<Paragon> = {},
): KasaParagon {
  const vat = { A: Math.round(((sums.A ?? 0) * 23) / 123), C: Math.round(((sums.C ?? 0) * 5) / 105) };
  const rows = (['A', 'C'] as const).flatMap((letter) => {
    const brutto = sums[letter];
    return brutto === undefined ? [] : [{ idStPTU: letter, brutto, vat: vat[letter] }];
  });
  const total = (sums.A ?? 0) + (sums.C ?? 0);
  return aKasaParagon((one) => {
    one.pozycja = items;
    one.podsum = {
      waluta: 'PLN',
      sumaBrutto: total,
      sumaPod: rows.reduce((sum, row) => sum + row.vat, 0),
      sumaNetto: rows,
    };
    delete one.opak;
    one.total = { zaplZwrot: total };
    one.platnosc = [{ reszta: false, forma: '0', wart: total }];
    Object.assign(one, more);
  });
}
const goods = (given: Partial<Towar> = {}) => ({
  towar: { nazwa: 'Kubek         A', idStPTU: 'A', ilosc: '1', cena: 1000, brutto: 1000, oper: false, ...given },
});

describe('the published sample', () => {
  it('becomes a native receipt whose sums are right to the grosz', () => {
    const receipt = receiptOf(aKasaParagon());
    expect(receipt).toMatchObject({
      store: { code: '00-001-HANDLOWA-1', address: 'HANDLOWA 1, 00-001 WARSZAWA' },
      till: { uniqueNumber: 'EAZ2202168920', number: 'Kasa 11' },
      receiptNumber: '137',
      issuedAt: '2026-11-20T15:08:59.000Z',
      currency: 'PLN',
      deposits: [{ name: 'But Plastik kaucja', quantity: '1', unitPrice: 50 }],
      payments: [{ method: 'forma 2', amount: 79_783 }],
      total: 79_733,
    });
    const check = checked(receipt);
    if (!check.ok) throw new Error(JSON.stringify(check.errors));
    const { totals } = rateTotals(check.lines);
    expect([totals.gross, totals.vat]).toEqual([79_733, 13_525]);
  });

  it('keeps no cashier, card scheme or loyalty number', () => {
    const jpk = aKasaParagon((one) => Object.assign(one, { nrKartyLoj: '40000066677', kasjer: 'Kasjer nr 33' }));
    expect(JSON.stringify(receiptOf(jpk))).not.toMatch(/Kasjer|MASTERCARD|40000066677/);
  });
});

describe('a line', () => {
  it('has a decimal comma in its quantity, and its value after the discount', () => {
    const [, , salmon] = receiptOf(aKasaParagon()).lines;
    expect(salmon).toMatchObject({ quantity: '0.326', unitPrice: 7990, discount: 652, gross: 1953, unit: 'j.m.' });
  });

  it('loses the padding and the tax letter of its name', () => {
    expect(receiptOf(aKasaParagon()).lines.map((line) => line.name)).toEqual([
      'Wiertarka Wiertex mk5',
      'Ksiazka Kucharska',
      'Losos atl fil',
    ]);
  });

  it('keeps a letter that belongs to its name', () => {
    const vitamin = goods({ nazwa: 'Witamina C', idStPTU: 'C' });
    expect(receiptOf(aParagon([vitamin], { C: 1000 })).lines[0]?.name).toBe('Witamina C');
    const padded = goods({ nazwa: 'Witamina C       C', idStPTU: 'C' });
    expect(receiptOf(aParagon([padded], { C: 1000 })).lines[0]?.name).toBe('Witamina C');
  });

  it.each(['', '1,2,3', '-1', '1e3', '1,1234567', 'NaN'])('of the quantity %j is refused', (ilosc) => {
    expect(errorsOf(aParagon([goods({ ilosc })], { A: 1000 }))).toEqual([
      `${paragon}/pozycja/0/towar/ilosc field.pattern`,
    ]);
  });

  it('with a markup is refused', () => {
    const line = goods({ brutto: 1100, rabat: { wart: 100 } });
    expect(errorsOf(aParagon([line], { A: 1100 }))).toEqual([`${paragon}/pozycja/0/towar/rabat/wart jpk.markup`]);
  });
});

describe('a storno', () => {
  it('takes away the latest of equal lines', () => {
    const items = [goods(), goods(), goods({ oper: true })];
    expect(receiptOf(aParagon(items, { A: 1000 })).lines).toHaveLength(1);
  });

  it('takes a part off a longer line, and its part of the discount', () => {
    const items = [
      goods({ ilosc: '3', brutto: 2700, rabat: { wart: -300 } }),
      goods({ ilosc: '1', brutto: -900, rabat: { wart: -100 }, oper: true }),
    ];
    const receipt = receiptOf(aParagon(items, { A: 1800 }));
    expect(receipt.lines).toMatchObject([{ quantity: '2', discount: 200, gross: 1800 }]);
    expect(checked(receipt).ok).toBe(true);
  });

  it.each([
    ['of other goods', goods({ nazwa: 'Talerz        A', oper: true })],
    ['at another price', goods({ cena: 900, oper: true })],
    ['of more than was sold', goods({ ilosc: '2', brutto: 2000, oper: true })],
  ])('%s is refused', (_, storno) => {
    expect(errorsOf(aParagon([goods(), storno], { A: 0 }))).toEqual([
      `${paragon}/pozycja/1/towar jpk.storno_unmatched`,
    ]);
  });

  it('before its line is refused', () => {
    expect(errorsOf(aParagon([goods({ oper: true }), goods()], { A: 0 }))).toEqual([
      `${paragon}/pozycja/0/towar jpk.storno_unmatched`,
    ]);
  });
});

describe('a discount on the receipt', () => {
  const items = [goods(), goods({ nazwa: 'Chleb         C', idStPTU: 'C' })];

  it('lowers the rates as the register’s own sums say, wherever it stands', () => {
    const receipt = receiptOf(aParagon([...items, { rabat: { nazwa: 'Kupon', wart: -150 } }], { A: 950, C: 900 }));
    expect(receipt.discounts).toEqual([
      { name: 'Kupon', amount: 50, rate: 'A' },
      { name: 'Kupon', amount: 100, rate: 'C' },
    ]);
    expect(checked(receipt).ok).toBe(true);
  });

  it('that was cancelled is none', () => {
    const rabat = { nazwa: 'Kupon', wart: -150 };
    const receipt = receiptOf(
      aParagon([...items, { rabat }, { rabat: { ...rabat, oper: true } }], { A: 1000, C: 1000 }),
    );
    expect(receipt.discounts).toBeUndefined();
  });

  it.each([
    ['less than the sums fall', -150, { A: 900, C: 900 }],
    ['more than the sums fall', -150, { A: 1000, C: 950 }],
    ['none, and the sums fall', 0, { A: 1000, C: 900 }],
    ['any, and a rate rises', -150, { A: 1100, C: 750 }],
  ])('of %s is refused', (_, wart, sums) => {
    const errors = errorsOf(aParagon([...items, { rabat: { wart } }], sums));
    expect(errors.length).toBeGreaterThan(0);
    expect(errors.every((one) => one.endsWith('jpk.sum_differs'))).toBe(true);
  });
});

describe('sums of the register', () => {
  it('VAT may differ by one grosz a rate, not by two', () => {
    const withVat = (by: number) =>
      aKasaParagon((one) => {
        const [first] = one.podsum.sumaNetto;
        if (first) first.vat += by;
        one.podsum.sumaPod += by;
      });
    expect([errorsOf(withVat(1)), errorsOf(withVat(-1))]).toEqual([[], []]);
    expect(errorsOf(withVat(2))).toEqual([`${paragon}/podsum/sumaNetto/0/vat jpk.vat_differs`]);
  });

  it.each<[string, (one: Paragon) => void, string]>([
    ['tax', (one) => (one.podsum.sumaPod += 1), `${paragon}/podsum/sumaPod jpk.sum_differs`],
    ['gross', (one) => (one.podsum.sumaBrutto += 1), `${paragon}/podsum/sumaBrutto jpk.sum_differs`],
    ['deposits', (one) => (one.opak = { daneOpak: [], wart: 50 }), `${paragon}/opak/wart jpk.sum_differs`],
    ['to pay', (one) => (one.total.zaplZwrot += 1), `${paragon}/total/zaplZwrot jpk.sum_differs`],
  ])('%s that does not add up is refused', (_, change, expected) => {
    expect(errorsOf(aKasaParagon(change))).toContain(expected);
  });

  it('a letter outside of the receipt’s own table is refused', () => {
    const jpk = aKasaParagon((one) => (one.stPTU = one.stPTU.filter(({ id }) => id !== 'A')));
    expect(errorsOf(jpk)).toEqual([`${paragon}/podsum/sumaNetto/0/idStPTU rate.unknown_letter`]);
  });

  it('“ZW” is exempt and not 0 %; another word is no rate', () => {
    expect(receiptOf(aKasaParagon()).rates).toContainEqual({ letter: 'E', percent: 'exempt' });
    expect(receiptOf(aKasaParagon()).rates).toContainEqual({ letter: 'D', percent: 0 });
    const odd = aKasaParagon((one) => one.stPTU.push({ id: 'F', wart: 'NP' }));
    expect(errorsOf(odd)).toEqual([`${paragon}/stPTU/5/wart jpk.rate_unknown`]);
  });
});

describe('payments', () => {
  const paying = (platnosc: Paragon['platnosc'], more: Partial<Paragon> = {}) =>
    aParagon([goods()], { A: 1000 }, { platnosc, ...more });

  it('are less the change', () => {
    const jpk = paying([
      { reszta: false, forma: '2', wart: 400 },
      { reszta: false, forma: '0', wart: 1000 },
      { reszta: true, forma: '0', wart: 400 },
    ]);
    expect(receiptOf(jpk).payments).toEqual([
      { method: 'forma 2', amount: 400 },
      { method: 'forma 0', amount: 600 },
    ]);
    expect(checked(receiptOf(jpk)).ok).toBe(true);
  });

  it('of less than the change are refused', () => {
    const jpk = paying([
      { reszta: false, forma: '0', wart: 100 },
      { reszta: true, forma: '0', wart: 400 },
    ]);
    expect(errorsOf(jpk)).toEqual([`${paragon}/platnosc/1/wart jpk.change_exceeds`]);
  });

  it('may partly be packaging that was given back', () => {
    const opak = {
      daneOpak: [
        { nazwa: 'Butelka', cena: 50, ilosc: 2 },
        { nazwa: 'Skrzynka', cena: -300, ilosc: '1' },
      ],
      wart: -200,
    };
    const receipt = receiptOf(paying([{ reszta: false, forma: '0', wart: 800 }], { opak, total: { zaplZwrot: 800 } }));
    expect(receipt.deposits).toEqual([{ name: 'Butelka', quantity: '2', unitPrice: 50 }]);
    expect(receipt.payments).toContainEqual({ method: 'zwrot opakowań', amount: 300 });
    expect(checked(receipt).ok).toBe(true);
  });
});

it('any native receipt in the form of a JPK is read with the same lines, rates and sums', () => {
  const aLine = fc.record({
    quantity: fc.integer({ min: 1, max: 9_999_999 }).map((thousandths) => String(thousandths / 1000)),
    unitPrice: fc.integer({ min: 0, max: 99_999 }),
    discountShare: fc.constantFrom(0, 0, 0.1, 1),
    rate: fc.constantFrom('A', 'B', 'C', 'E'),
    name: fc.constantFrom('Kubek', 'Witamina C', 'Łosoś filet', 'A'),
  });
  const aDeposit = fc.record({
    quantity: fc.integer({ min: 1, max: 9 }).map(String),
    unitPrice: fc.integer({ min: 1, max: 300 }),
  });
  fc.assert(
    fc.property(
      fc.array(aLine, { minLength: 1, maxLength: 12 }),
      fc.array(aDeposit, { maxLength: 3 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (lines, deposits, share) => {
        const priced = lines.map(({ discountShare, ...line }) => {
          const price = aReceipt({ lines: [line] }).lines[0]?.gross ?? 0;
          return { ...line, unit: 'kg', discount: Math.floor(price * discountShare) };
        });
        const plain = aReceipt({ lines: priced });
        const off = Math.floor(
          plain.lines.filter((line) => line.rate === 'A').reduce((sum, line) => sum + line.gross, 0) * share,
        );
        const native = aReceipt({
          lines: priced,
          ...(off > 0 ? { discounts: [{ name: 'Kupon', amount: off, rate: 'A' }] } : {}),
          deposits: deposits.map((one) => ({ name: 'Butelka', ...one })),
        });
        const [before, after] = [checked(native), checked(receiptOf(asKasaParagon(native)))];
        if (!before.ok || !after.ok) throw new Error(JSON.stringify([before, after]));
        expect(after).toEqual(before);
        expect(rateTotals(after.lines)).toEqual(rateTotals(before.lines));
      },
    ),
    { numRuns: 300 },
  );
});
