import { describe, expect, it } from 'vitest';
import { readQuantity, stepOf, stepped } from './quantityField.ts';
import { aFoundLine } from './testing.ts';

describe('a typed quantity', () => {
  it('is refused when it is nothing, no number, zero, or more than there is', () => {
    for (const typed of ['', 'x', '-1', '1e3', '0', '0,0000001', '1,2,3', '1.3']) {
      expect(readQuantity(typed, '1.2'), typed).toBeUndefined();
    }
  });

  it('takes a comma or a dot and comes back in its one spelling', () => {
    expect(readQuantity('0,50', '1.2')).toBe('0.5');
    expect(readQuantity(' ,5 ', '1.2')).toBe('0.5');
    expect(readQuantity('01.20', '1.2')).toBe('1.2');
    expect(readQuantity('1,', '1.2')).toBe('1');
  });
});

describe('steps', () => {
  it('stop at one piece and at what is left', () => {
    expect(stepped('1', -1, '3')).toBe('1');
    expect(stepped('3', 1, '3')).toBe('3');
    expect(stepped('2', 1, '3')).toBe('3');
    expect(stepped('2', -1, '3')).toBe('1');
  });

  it('are for pieces; goods by measure are typed, a single piece needs neither', () => {
    expect(stepOf(aFoundLine({ unit: 'szt.', quantity: '3' }))).toBe('pieces');
    expect(stepOf(aFoundLine({ unit: 'szt.', quantity: '1' }))).toBe('none');
    expect(stepOf(aFoundLine({ unit: 'kg', quantity: '2' }))).toBe('measure');
    expect(stepOf(aFoundLine({ unit: 'opak', quantity: '1.5' }))).toBe('measure');
  });
});
