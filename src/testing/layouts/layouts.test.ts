import { describe, expect, it } from 'vitest';
import { Text } from '../../contract/common.ts';
import { checkTemplate } from '../../render/check/template.ts';
import { correctLayouts } from './correct.ts';
import { correctLayout } from './deceptive/layout.ts';
import { onceLetThrough } from './deceptive/onceLetThrough.ts';
import { deceptiveLayouts } from './deceptive.ts';
import { hostileLayouts, hostileSorts } from './hostile.ts';
import { hostileReceiptTexts } from './hostileTexts.ts';
import { invoiceAt } from './occasions.ts';

const namesOf = (layouts: readonly { name: string }[]) => layouts.map(({ name }) => name);
const sourcesOf = (layouts: readonly { source: string }[]) => layouts.map(({ source }) => source);
/** Codes of authors' mistakes, such as syntax errors. A trick makes none of them. */
const slips = /^template\.|^syntax\.|\.unknown$|^helper\.|^html\./;

describe('deceptive layouts', () => {
  it('include the tricks that the checks once accepted, and at least 60 others', () => {
    expect(deceptiveLayouts.length - onceLetThrough.length).toBeGreaterThanOrEqual(60);
    expect(namesOf(deceptiveLayouts)).toEqual(expect.arrayContaining(namesOf(onceLetThrough)));
  });

  it('have distinct names, and sources that differ from each other and from correct layouts', () => {
    expect(new Set(namesOf(deceptiveLayouts)).size).toBe(deceptiveLayouts.length);
    expect(new Set([...sourcesOf(deceptiveLayouts), ...sourcesOf(correctLayouts)]).size).toBe(
      deceptiveLayouts.length + correctLayouts.length,
    );
  });

  it.each(deceptiveLayouts)(
    '$name: has no mistake besides the trick, so that a refusal is due to the trick',
    ({ source }) => {
      expect(checkTemplate('invoice', source).filter(({ code }) => slips.test(code))).toEqual([]);
    },
  );

  it('name an occasion with an invoice whose lines add up to its total', () => {
    for (const { occasion } of deceptiveLayouts) {
      const { invoice } = invoiceAt(occasion);
      expect(invoice.lines.reduce((sum, line) => sum + line.gross, 0)).toBe(invoice.totals.gross);
    }
  });
});

describe('correct layouts', () => {
  it('include the layouts of the three themes, and at least ten others', () => {
    expect(namesOf(correctLayouts)).toEqual(expect.arrayContaining(['default', 'megadom', 'zielony', 'plain']));
    expect(correctLayouts.length).toBeGreaterThanOrEqual(13);
    expect(sourcesOf(correctLayouts)).toContain(correctLayout());
  });

  it.each(correctLayouts)('$name: the check reports no error', ({ source }) => {
    expect(checkTemplate('invoice', source)).toEqual([]);
  });
});

describe('hostile layouts', () => {
  const layouts = hostileLayouts(7, 2 * hostileSorts);

  it('depend on the seed only', () => {
    expect(hostileLayouts(7, 40)).toEqual(layouts.slice(0, 40));
    expect(sourcesOf(hostileLayouts(8, 40))).not.toEqual(sourcesOf(layouts.slice(0, 40)));
  });

  it('have the given number, distinct sources, and no source longer than the contract allows', () => {
    expect(layouts).toHaveLength(2 * hostileSorts);
    expect(new Set(layouts.map(({ kind, source }) => kind + source)).size).toBe(layouts.length);
    expect(layouts.filter(({ source }) => source.length > 200_000 || source.length === 0)).toEqual([]);
  });

  it.each([1, 2, 3])('have every sort once before any sort repeats, with seed %i', (seed) => {
    const sorts = namesOf(hostileLayouts(seed, hostileSorts)).map((name) => name.replace(/ \d+$/, ''));
    expect(new Set(sorts).size).toBe(hostileSorts);
  });
});

describe('hostile receipt texts', () => {
  it('depend on the seed only, and have the given number', () => {
    expect(hostileReceiptTexts(3, 50)).toEqual(hostileReceiptTexts(3, 300).slice(0, 50));
    expect(hostileReceiptTexts(4, 50)).not.toEqual(hostileReceiptTexts(3, 50));
  });

  it('keep to the lengths of the contract', () => {
    for (const { goods, unit, storeName, buyerName } of hostileReceiptTexts(3, 300)) {
      expect([...goods].length).toBeLessThanOrEqual(256);
      expect([...unit].length).toBeLessThanOrEqual(12);
      expect([...storeName].length).toBeLessThanOrEqual(120);
      expect([...buyerName].length).toBeLessThanOrEqual(150);
    }
  });

  it('are mostly accepted by the contract, and some are refused', () => {
    const allowed = new RegExp((Text(256) as { pattern?: string }).pattern ?? '(?!)', 'u');
    const taken = hostileReceiptTexts(3, 300).filter((texts) =>
      Object.values(texts).every((text) => allowed.test(text)),
    );
    expect(taken.length).toBeGreaterThan(200);
    expect(taken.length).toBeLessThan(300);
  });
});
