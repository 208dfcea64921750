import { describe, expect, it } from 'vitest';
import type { ReceiptFormats } from '../../../../../src/contract/receiptFormats.ts';
import { type PoslogForm, poslogForm, readPoslogForm } from './poslogForm.ts';

const settings: ReceiptFormats['poslog'] = {
  taxIncluded: true,
  taxGroups: [
    { group: '1', letter: 'A', percent: 23 },
    { group: 'ZW', letter: 'E', percent: 'exempt' },
    { group: '4', letter: 'D', percent: 5.5 },
  ],
  tills: [{ store: 'K01', workstation: '34', uniqueNumber: 'ZBN1901007833' }],
};
const form = (over: Partial<PoslogForm>): PoslogForm => ({ taxIncluded: false, groups: [], tills: '', ...over });
const group = (over: Partial<PoslogForm['groups'][number]>) => ({ group: '1', letter: 'A', rate: '23', ...over });

describe('the form of the POSLog settings', () => {
  it.each([
    ['group', group({ group: ' ' })],
    ['group', group({ group: 'x'.repeat(41) })],
    ['letter', group({ letter: 'AB' })],
    ['letter', group({ letter: 'Ą' })],
    ['percent', group({ rate: '' })],
    ['percent', group({ rate: '101' })],
    ['percent', group({ rate: '-1' })],
    ['percent', group({ rate: '5,555' })],
  ] as const)('names the wrong %s of a row', (error, row) => {
    expect(readPoslogForm(form({ groups: [row] }))).toEqual({ errors: { groups: [error] } });
  });

  it('names a group that is there twice, at its second row', () => {
    const errors = { groups: [undefined, 'twice'] };
    expect(readPoslogForm(form({ groups: [group({}), group({ letter: 'B' })] }))).toEqual({ errors });
  });

  it.each([
    ['K01; 34', { kind: 'parts', row: 1 }],
    ['\nK01; 34; ZBN1; x', { kind: 'parts', row: 2 }],
    [`${'k'.repeat(41)}; 34; ZBN1`, { kind: 'long', row: 1 }],
    ['K01; 34; ZBN 1', { kind: 'number', row: 1 }],
    ['K01; 34; ZBN1\nK01; 34; ZBN2', { kind: 'repeated', row: 2 }],
    [Array.from({ length: 2_001 }, (_, n) => `K; ${n}; ZBN1`).join('\n'), { kind: 'many' }],
  ])('names the first wrong line of the tills (%#)', (tills, error) => {
    expect(readPoslogForm(form({ tills }))).toEqual({ errors: { groups: [], tills: error } });
  });

  it('reads what a person types or pastes from a spreadsheet', () => {
    const typed = form({ groups: [group({ letter: 'a', rate: ' 5,5 % ' })], tills: 'K01\t34\tZBN1901007833\r\n\n' });
    expect(readPoslogForm(typed)).toEqual({
      poslog: {
        taxIncluded: false,
        taxGroups: [{ group: '1', letter: 'A', percent: 5.5 }],
        tills: settings.tills,
      },
    });
  });

  it('gives back the settings that it was filled with', () => {
    expect(readPoslogForm(poslogForm(settings))).toEqual({ poslog: settings });
  });
});
