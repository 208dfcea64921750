import { describe, expect, it } from 'vitest';
import { aFoundLine } from '../testing.ts';
import { readQuantity, stepOf, stepped } from './quantityField.ts';

const ham = aFoundLine({ unit: 'kg', quantity: '1.2' });

describe('a typed quantity', () => {
  it('is refused when it is empty, not a number, zero, or more than is left', () => {
    for (const typed of ['', 'x', '-1', '1e3', '0', '0,0000001', '1,2,3', '1.3']) {
      expect(readQuantity(typed, ham), typed).toBeUndefined();
    }
  });

  it('is refused with the server’s reason when it cannot be invoiced', () => {
    const three = aFoundLine({ quantity: '3' });
    expect(readQuantity('1,5', three)).toEqual({ refusal: { code: 'line.pieces_only' } });
    expect(readQuantity('0,0001', ham)).toEqual({ refusal: { code: 'line.too_many_places', places: 3 } });
    const cheap = aFoundLine({ unit: 'kg', quantity: '1.2', gross: 3, remainingGross: 3 });
    expect(readQuantity('0,1', cheap)).toEqual({ refusal: { code: 'line.part_too_small' } });
    expect(readQuantity('0,5', cheap)).toEqual({ quantity: '0.5' });
  });

  it('accepts a comma or a dot, and returns one spelling', () => {
    expect(readQuantity('0,50', ham)).toEqual({ quantity: '0.5' });
    expect(readQuantity(' ,5 ', ham)).toEqual({ quantity: '0.5' });
    expect(readQuantity('01.20', ham)).toEqual({ quantity: '1.2' });
    expect(readQuantity('1,', ham)).toEqual({ quantity: '1' });
  });
});

describe('steps', () => {
  it('stop at one piece and at what is left', () => {
    const three = aFoundLine({ quantity: '3' });
    expect(stepped('1', -1, three)).toBe('1');
    expect(stepped('3', 1, three)).toBe('3');
    expect(stepped('2', 1, three)).toBe('3');
    expect(stepped('2', -1, three)).toBe('1');
  });

  it('skip quantities that cannot be invoiced', () => {
    const nails = aFoundLine({ quantity: '10', gross: 3, remainingGross: 3 });
    expect([stepped('10', -1, nails), stepped('2', -1, nails), stepped('8', 1, nails)]).toEqual(['8', '2', '10']);
  });

  it('are for pieces; measured goods are typed, and a single piece needs neither', () => {
    expect(stepOf(aFoundLine({ unit: 'szt.', quantity: '3' }))).toBe('pieces');
    expect(stepOf(aFoundLine({ unit: 'szt.', quantity: '1' }))).toBe('none');
    expect(stepOf(aFoundLine({ unit: 'kg', quantity: '2' }))).toBe('measure');
    expect(stepOf(aFoundLine({ unit: 'opak', quantity: '1.5' }))).toBe('measure');
    expect(stepOf(aFoundLine({ unit: 'OPAK.', quantity: '4' }))).toBe('pieces');
  });
});
