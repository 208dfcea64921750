import { describe, expect, it } from 'vitest';
import { makeReceiptCode } from '../../../../../src/domain/receipts/receiptCode.ts';
import { groupCode } from './codeField.ts';

const groups = [4, 4, 5];
const code = makeReceiptCode(new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]));
const typed = (text: string, caret = text.length) => groupCode(text, caret, groups);

describe('the code field', () => {
  it('groups 4-4-5 while typing, in capitals', () => {
    expect(typed('7k3m').text).toBe('7K3M');
    expect(typed('7k3m9').text).toBe('7K3M-9');
    expect(typed('7K3M-9QXA2').text).toBe('7K3M-9QXA-2');
    expect(typed('7k3m 9qxa 2bf8t').text).toBe('7K3M-9QXA-2BF8T');
  });

  it('keeps the caret behind the same character', () => {
    expect(typed('7K3M9', 5)).toEqual({ text: '7K3M-9', caret: 6 });
    // X typed in the middle of the first group.
    expect(typed('7KX3M-9QXA', 3)).toEqual({ text: '7KX3-M9QX-A', caret: 3 });
    // A character deleted right behind the first dash.
    expect(typed('7K3M-QXA-2', 5)).toEqual({ text: '7K3M-QXA2', caret: 4 });
  });

  it('never moves the caret across a character, wherever it is', () => {
    const text = '7K3M-9QXA-2BF8T';
    for (let caret = 0; caret <= text.length; caret++) {
      const before = text.slice(0, caret).replaceAll('-', '');
      const next = typed(text, caret);
      expect(next.text.slice(0, next.caret).replaceAll('-', '')).toBe(before);
    }
  });

  it('replaces a pasted link by its code', () => {
    expect(typed(`https://zielony.example.pl/r/${code}`).text.replaceAll('-', '')).toBe(code);
  });

  it('leaves text that cannot be one of our codes as typed', () => {
    expect(typed('5160260117106011').text).toBe('5160260117106011');
    expect(typed('ąę-12').text).toBe('ąę-12');
    expect(typed('https://example.com/other').text).toBe('https://example.com/other');
  });
});
