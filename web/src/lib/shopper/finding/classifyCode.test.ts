import { describe, expect, it } from 'vitest';
import { formatReceiptCode, makeReceiptCode } from '../../../../../src/domain/receipts/receiptCode.ts';
import { classifyScanned, classifyTyped } from './classifyCode.ts';

const groups = [4, 4, 5];
const code = makeReceiptCode(new Uint8Array([9, 80, 7, 60, 5, 40, 3, 20]));
const typo = (code[3] === 'A' ? 'B' : 'A') + code.slice(1);
const judged = (text: string, options: { legacyChain?: boolean; insisted?: boolean } = {}) =>
  classifyTyped(text, { legacyChain: false, insisted: false, groups, ...options });

describe('a typed code', () => {
  it('with a wrong character is refused before any request', () => {
    expect(judged(typo)).toEqual({ kind: 'refused', error: 'mistyped' });
    expect(judged(typo, { legacyChain: true })).toEqual({ kind: 'refused', error: 'mistyped' });
  });

  it('with two characters swapped is refused before any request', () => {
    const at = [...code].findIndex((character, index) => index > 0 && character !== code[index - 1]);
    const swapped = code.slice(0, at - 1) + code[at] + code[at - 1] + code.slice(at + 1);
    expect(judged(swapped)).toEqual({ kind: 'refused', error: 'mistyped' });
  });

  it('that is empty or too short is refused', () => {
    expect(judged('  ')).toEqual({ kind: 'refused', error: 'empty' });
    expect(judged(code.slice(0, 9))).toEqual({ kind: 'refused', error: 'shape' });
    expect(judged('1234', { legacyChain: true, insisted: true })).toEqual({ kind: 'refused', error: 'shape' });
  });

  it('is accepted as ours in any spelling', () => {
    expect(judged(formatReceiptCode(code))).toEqual({ kind: 'own', code });
    expect(judged(` ${code.toLowerCase()} `)).toEqual({ kind: 'own', code });
    expect(judged(`https://zielony.example.pl/r/${code}`)).toEqual({ kind: 'own', code });
  });

  it('of digits may be a legacy code, without the dashes that the field inserted', () => {
    expect(judged('5160260117106011', { legacyChain: true })).toEqual({ kind: 'legacy', code: '5160260117106011' });
    expect(judged('5160 2601 1710 6011', { legacyChain: true })).toEqual({ kind: 'legacy', code: '5160260117106011' });
    expect(judged('1234-5678-9', { legacyChain: true })).toEqual({ kind: 'legacy', code: '123456789' });
    expect(judged('12-34567890', { legacyChain: true, insisted: true })).toEqual({
      kind: 'legacy',
      code: '12-34567890',
    });
  });

  it('that looks mistyped is a legacy code when it is sent again', () => {
    expect(judged('SKLEP12345', { legacyChain: true }).kind).toBe('refused');
    expect(judged('SKLEP12345', { legacyChain: true, insisted: true })).toEqual({ kind: 'legacy', code: 'SKLEP12345' });
  });
});

describe('a scanned code', () => {
  it('is ignored when it is no receipt code', () => {
    expect(classifyScanned('https://example.com/menu', true)).toBeUndefined();
    expect(classifyScanned('5901234123457', false)).toBeUndefined();
  });

  it('is ours, or exactly the chain’s own', () => {
    expect(classifyScanned(`https://zielony.example.pl/r/${code}`, true)).toEqual({ kind: 'own', code });
    expect(classifyScanned('5901234123457', true)).toEqual({ kind: 'legacy', code: '5901234123457' });
    expect(classifyScanned('1234-5678', true)).toEqual({ kind: 'legacy', code: '1234-5678' });
  });
});
