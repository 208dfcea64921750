import { describe, expect, it } from 'vitest';
import { Text } from '../../contract/common.ts';
import { checkTemplate } from '../../render/check/template.ts';
import { honest } from './dishonest/layout.ts';
import { onceLetThrough } from './dishonest/onceLetThrough.ts';
import { dishonestLayouts } from './dishonest.ts';
import { honestLayouts } from './honest.ts';
import { hostileLayouts, hostileSorts } from './hostile.ts';
import { hostileReceiptTexts } from './hostileTexts.ts';
import { invoiceAt } from './occasions.ts';

const namesOf = (layouts: readonly { name: string }[]) => layouts.map(({ name }) => name);
const sourcesOf = (layouts: readonly { source: string }[]) => layouts.map(({ source }) => source);
/** Codes of authors' mistakes, such as syntax errors. A cheat makes none of them. */
const slips = /^template\.|^syntax\.|\.unknown$|^helper\.|^html\./;

describe('dishonest layouts', () => {
  it('include the cheats that the checks once let through, and at least 60 others', () => {
    expect(dishonestLayouts.length - onceLetThrough.length).toBeGreaterThanOrEqual(60);
    expect(namesOf(dishonestLayouts)).toEqual(expect.arrayContaining(namesOf(onceLetThrough)));
  });

  it('have distinct names, and sources that differ from each other and from honest layouts', () => {
    expect(new Set(namesOf(dishonestLayouts)).size).toBe(dishonestLayouts.length);
    expect(new Set([...sourcesOf(dishonestLayouts), ...sourcesOf(honestLayouts)]).size).toBe(
      dishonestLayouts.length + honestLayouts.length,
    );
  });

  it.each(dishonestLayouts)(
    '$name: has no mistake besides the cheat, so that a refusal is due to the cheat',
    ({ source }) => {
      expect(checkTemplate('invoice', source).filter(({ code }) => slips.test(code))).toEqual([]);
    },
  );

  it('name an occasion with an invoice whose lines add up to its total', () => {
    for (const { occasion } of dishonestLayouts) {
      const { invoice } = invoiceAt(occasion);
      expect(invoice.lines.reduce((sum, line) => sum + line.gross, 0)).toBe(invoice.totals.gross);
    }
  });
});

describe('honest layouts', () => {
  it('include the layouts of the three themes, and at least ten others', () => {
    expect(namesOf(honestLayouts)).toEqual(expect.arrayContaining(['default', 'megadom', 'zielony', 'plain']));
    expect(honestLayouts.length).toBeGreaterThanOrEqual(13);
    expect(sourcesOf(honestLayouts)).toContain(honest());
  });

  it.each(honestLayouts)('$name: the check reports no error', ({ source }) => {
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
