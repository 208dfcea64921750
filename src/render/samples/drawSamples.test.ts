import { describe, expect, it } from 'vitest';
import { poland } from '../../domain/countries/pl/poland.ts';
import { addDays } from '../../domain/day.ts';
import { minor, sum } from '../../domain/money/money.ts';
import { priceOf } from '../../domain/money/quantity.ts';
import { rateTotals } from '../../domain/money/vat.ts';
import { randomFrom } from '../../domain/random.ts';
import { invoiceFacts, printedFacts } from '../facts/facts.ts';
import { invoiceView } from '../view/view.ts';
import { clashes } from './clashes.ts';
import { drawSamples, editorSample, type Sample, type SampleName, sampleNames } from './drawSamples.ts';

const chain = {
  seller: { name: 'Zielony Koszyk sp. z o.o.', nip: '5265877635', address: 'ul. Owocowa 1, 00-001 Warszawa' },
  country: poland.code,
  settings: poland.defaultSettings,
  brand: 'Zielony Koszyk',
  today: '2026-11-24',
  language: 'pl',
} as const;

const seeds = (count: number) => Array.from({ length: count }, (_, index) => index * 7_919 + 1);
const drawn = (seed: number, over: object = {}) => drawSamples(randomFrom(seed), { ...chain, ...over });
const viewOf = ({ invoice, language }: Omit<Sample, 'name'>) =>
  invoiceView(invoice, { language, theme: { name: chain.brand } });

function all(name: SampleName, count = 12): Sample[] {
  return seeds(count).flatMap((seed) => drawn(seed).filter((sample) => sample.name === name));
}

describe('every sample of 200 seeds', () => {
  const sets = seeds(200).map((seed) => drawn(seed));
  const samples = sets.flat();

  it('prints no value within another, except equal sums', () => {
    const clashing = samples.filter((sample) => clashes(viewOf(sample)).length > 0);
    expect(clashing.map(({ name, invoice }) => `${name} ${invoice.number}`)).toEqual([]);
  });

  it('has lines whose value is price × quantity − discount and above zero', () => {
    const wrong = samples.flatMap(({ name, invoice }) =>
      invoice.lines
        .filter(({ unitPrice, quantity, discount, gross }) => {
          const isExact = gross === priceOf(unitPrice, quantity) - discount;
          return !isExact || gross <= 0 || gross > 1_000_000_000_000;
        })
        .map((line) => ({ name, line })),
    );
    expect(wrong).toEqual([]);
  });

  it('has rates that follow from its lines, and an amount due that follows from its rates and deposits', () => {
    for (const { invoice } of samples) {
      const { rates, totals } = rateTotals(invoice.lines);
      expect(invoice.rates).toEqual(rates);
      expect(invoice.totals).toEqual(totals);
      const deposits = sum(invoice.deposits.map((deposit) => priceOf(deposit.unitPrice, deposit.quantity)));
      expect(invoice.due).toBe(minor(totals.gross + deposits));
    }
  });

  it('is issued within ten days before today, after the sale, and to a buyer other than the seller', () => {
    for (const { invoice } of samples) {
      expect(invoice.issueDate <= chain.today && invoice.issueDate > addDays(chain.today, -10)).toBe(true);
      expect(invoice.saleDate < invoice.issueDate && invoice.saleDate > addDays(chain.today, -60)).toBe(true);
      expect(invoice.sales.every(({ saleDate }) => saleDate <= invoice.saleDate)).toBe(true);
      expect(invoice.sales.some(({ saleDate }) => saleDate === invoice.saleDate)).toBe(true);
      if (invoice.buyer.kind === 'company') expect(poland.taxId.isValid(invoice.buyer.nip)).toBe(true);
      expect(invoice.buyer).not.toHaveProperty('nip', chain.seller.nip);
    }
  });

  it('prints the basis of an exemption exactly when a line is exempt', () => {
    for (const { invoice } of samples) {
      const isExempt = invoice.rates.some(({ rate }) => rate.kind === 'exempt');
      expect(invoice.annotations).toEqual(isExempt ? [poland.defaultSettings.exemptionBasis] : []);
    }
  });

  it('keeps to the lengths and forms that the contract allows for receipts and buyers', () => {
    for (const { invoice } of samples) {
      expect(invoice.buyer.name.length).toBeLessThanOrEqual(invoice.buyer.kind === 'company' ? 256 : 150);
      expect(invoice.lines.filter(({ name, unit }) => name.length > 256 || unit.length > 12)).toEqual([]);
      for (const sale of invoice.sales) {
        expect(sale.storeCode).toMatch(/^[A-Za-z0-9][A-Za-z0-9-]{0,19}$/);
        expect(sale.tillUniqueNumber).toMatch(/^[A-Za-z0-9]{1,20}$/);
        expect(sale.documentNumber.length).toBeLessThanOrEqual(40);
      }
    }
  });

  it('shares no number, buyer, amount due or document number with the sample of the next seed', () => {
    const own = ([first]: Sample[]) =>
      new Set(
        printedFacts(viewOf(first ?? { invoice: editorSample(randomFrom(1), chain), language: 'pl' }))
          .filter(({ path }) => ['number', 'buyer.name', 'due', 'sales[].documentNumber'].includes(path))
          .map(({ value }) => value),
      );
    const all = sets.map(own);
    const twice = all.flatMap((values, index) => [...values].filter((value) => all[index + 1]?.has(value)));
    expect(twice).toEqual([]);
  });
});

describe('the samples together', () => {
  const set = drawn(3);
  const lacks = (sample: Sample, path: string) => !printedFacts(viewOf(sample)).some((fact) => fact.path === path);

  it('hold each name once', () => {
    expect(set.map(({ name }) => name)).toEqual(sampleNames);
  });

  it('have every fact in Polish and in English', () => {
    for (const language of ['pl', 'en']) {
      const paths = set
        .filter((sample) => sample.language === language)
        .flatMap((sample) => printedFacts(viewOf(sample)).map(({ path }) => path));
      expect([...new Set(paths)].toSorted()).toEqual(invoiceFacts.map(({ path }) => path).toSorted());
    }
  });

  it('lack each fact that may be absent at least once', () => {
    const optional = invoiceFacts.filter(({ exists }) => exists.length > 0);
    expect(optional.filter(({ path }) => !set.some((sample) => lacks(sample, path)))).toEqual([]);
  });

  it.each(invoiceFacts)(
    '$path is printed only where its field and the fields in `exists` are true',
    ({ path, exists, printed }) => {
      for (const sample of set) {
        const view = viewOf(sample);
        const rows = view.lines.length + view.sales.length;
        for (let index = 0; index < rows; index++) {
          if (printed(view, index) === '') continue;
          for (const field of [path, ...exists])
            expect(isFilled(view, field, index), `${sample.name} ${field}`).toBe(true);
        }
      }
    },
  );
});

/** Whether Handlebars takes the field at this path for true. */
function isFilled(view: object, path: string, index: number): boolean {
  let value: unknown = view;
  for (const part of path.replace('[]', '.[]').split('.').filter(Boolean)) {
    value = part === '[]' ? (value as unknown[])[index] : (value as Record<string, unknown>)[part];
  }
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

describe('a sample follows its profile', () => {
  const lengths = (name: SampleName) => all(name).map(({ invoice }) => invoice.lines.length);

  it('“manyLines” has 60 to 90 lines, in varying number', () => {
    expect(Math.min(...lengths('manyLines'))).toBeGreaterThanOrEqual(60);
    expect(Math.max(...lengths('manyLines'))).toBeLessThanOrEqual(90);
    expect(new Set(lengths('manyLines')).size).toBeGreaterThan(4);
    expect(new Set(lengths('oneLine'))).toEqual(new Set([1]));
  });

  it('a person has no NIP, and may have no address', () => {
    for (const { invoice } of all('person'))
      expect(invoice.buyer).toMatchObject({ kind: 'person', address: expect.any(String) });
    for (const { invoice } of all('bare')) {
      expect(invoice.buyer).not.toHaveProperty('address');
      expect(invoice.sales[0]).not.toHaveProperty('receiptNumber');
    }
    for (const { invoice } of all('company')) expect(invoice.buyer.kind).toBe('company');
  });

  it('“manySales” has at least 18 sales, each with a line and a document number of its own', () => {
    for (const { invoice } of all('manySales')) {
      expect(invoice.sales.length).toBeGreaterThanOrEqual(18);
      const used = new Set(invoice.lines.map(({ receiptId }) => receiptId));
      expect(used.size).toBe(invoice.sales.length);
      expect(new Set(invoice.sales.map(({ documentNumber }) => documentNumber)).size).toBe(invoice.sales.length);
    }
  });

  it('each profile’s special properties are present', () => {
    for (const { invoice } of all('deposits')) expect(invoice.deposits.length).toBeGreaterThan(1);
    for (const { invoice } of all('weighed')) expect(invoice.lines.every(({ unit }) => /kg|m/.test(unit))).toBe(true);
    for (const { invoice } of all('discounts')) expect(invoice.lines.every(({ discount }) => discount > 0)).toBe(true);
    for (const { invoice } of all('zeroVat')) expect([invoice.totals.vat, invoice.totals.gross > 0]).toEqual([0, true]);
    for (const { invoice } of all('hugeAmounts'))
      expect(invoice.lines.every(({ unitPrice }) => unitPrice >= 99_999_999)).toBe(true);
    for (const { invoice } of all('smallAmounts'))
      expect(invoice.lines.every(({ unitPrice }) => unitPrice < 100)).toBe(true);
    for (const { invoice } of all('exempt')) expect(invoice.annotations).toHaveLength(1);
  });

  it('“longestNames” has texts of the greatest lengths that the contract allows', () => {
    for (const { invoice } of all('longestNames')) {
      expect([invoice.buyer.name.length, invoice.buyer.address?.length]).toEqual([256, 200]);
      expect(invoice.lines.map(({ name, unit }) => [name.length, unit.length])).toEqual(
        invoice.lines.map(() => [256, 12]),
      );
      for (const sale of invoice.sales) {
        expect([sale.tillUniqueNumber.length, sale.documentNumber.length]).toEqual([20, 40]);
        expect([sale.storeCode.length, sale.storeName.length, sale.storeAddress.length]).toEqual([20, 120, 200]);
      }
    }
  });
});

describe('a sample looks like an invoice of the chain', () => {
  it.each(['{n}', 'F/{YYYY}/{n}', '{store}-{YYYY}{MM}-{n}'])('its number follows the format %s', (numberFormat) => {
    const pattern = new RegExp(
      `^${numberFormat.replace('{store}', '[A-Z0-9]+').replace('{YYYY}', '2026').replace('{MM}', '\\d\\d').replace('{n}', '[1-9]\\d*')}$`,
    );
    for (const seed of seeds(4)) {
      for (const sample of drawn(seed, { settings: { ...poland.defaultSettings, numberFormat } })) {
        expect(sample.invoice.number).toMatch(pattern);
        expect(clashes(viewOf(sample))).toEqual([]);
      }
    }
  });

  it('its sales are in the chain’s own stores when these are given', () => {
    const stores = [{ code: '014', name: 'Zielony Koszyk Krowodrza', address: 'ul. Królewska 57, 30-081 Kraków' }];
    const sales = drawn(5, { stores }).filter(({ name }) => name !== 'longestNames');
    expect(new Set(sales.flatMap(({ invoice }) => invoice.sales.map(({ storeCode }) => storeCode)))).toEqual(
      new Set(['014']),
    );
  });

  it('the same seed gives the same samples', () => {
    expect(drawn(11)).toEqual(drawn(11));
  });
});

describe('the sample for an editor’s preview', () => {
  it.each(seeds(20))('has a weight, a discount, a long name, deposits and every kind of rate (seed %i)', (seed) => {
    const invoice = editorSample(randomFrom(seed), chain);
    expect(invoice.lines.some(({ quantity }) => quantity.includes('.'))).toBe(true);
    expect(invoice.lines.some(({ discount }) => discount > 0)).toBe(true);
    expect(invoice.lines.some(({ name }) => name.length > 70)).toBe(true);
    expect(invoice.deposits.length).toBeGreaterThan(0);
    expect(invoice.rates).toHaveLength(5);
    expect(invoice.buyer.kind).toBe('company');
  });
});
