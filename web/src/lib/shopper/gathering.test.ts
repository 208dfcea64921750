import { describe, expect, it } from 'vitest';
import { selectionTotals } from '../../../../src/domain/invoices/selection.ts';
import { goods } from '../shared/goods.ts';
import { aFoundLine, aFoundReceipt } from '../shared/testing.ts';
import {
  allowed,
  asReceipt,
  eligibilityOf,
  everythingOf,
  fittingBuyer,
  refreshed,
  selectionOf,
  setAside,
} from './gathering.ts';

const nip = '5265877635';
const company = { id: '1', kind: 'company', name: 'Pracownia', nip, address: 'ul. Wzorcowa 1' } as const;
const person = { id: '2', kind: 'person', name: 'Anna Nowak' } as const;

describe('a found receipt', () => {
  it('costs the same on the page as at the till', () => {
    const receipt = aFoundReceipt();
    const selection = selectionOf([{ receipt, taken: everythingOf(receipt) }]);
    expect(selectionTotals([asReceipt(receipt)], selection, goods).totals.gross).toBe(receipt.total);
  });

  it('offers nothing that is on another invoice already', () => {
    const [done, open] = [aFoundLine({ remainingQuantity: '0', remainingGross: 0 }), aFoundLine()];
    expect(everythingOf(aFoundReceipt({ lines: [done, open] }))).toEqual({ [open.id]: '1' });
    expect(allowed(aFoundReceipt({ lines: [done] }))).toBe(false);
  });
});

describe('a free line', () => {
  it('is not selected, and a receipt with only such lines cannot be invoiced', () => {
    const free = aFoundLine({ discount: 1299, gross: 0, remainingGross: 0, remainingQuantity: '0' });
    const paid = aFoundLine();
    expect(everythingOf(aFoundReceipt({ lines: [free, paid] }))).toEqual({ [paid.id]: '1' });
    expect(allowed(aFoundReceipt({ lines: [free] }))).toBe(false);
  });
});

describe('a receipt read again', () => {
  it('drops a part that can no longer be invoiced', () => {
    const receipt = aFoundReceipt({ lines: [aFoundLine({ quantity: '3' })] });
    const id = receipt.lines[0]?.id ?? '';
    const next = refreshed({ receipt, taken: { [id]: '0.5' } }, receipt);
    expect(next).toMatchObject({ gathered: { taken: { [id]: '3' } }, changed: true });
  });

  it('keeps the selection while it still fits', () => {
    const receipt = aFoundReceipt();
    const taken = { [receipt.lines[0]?.id ?? '']: '2' };
    expect(refreshed({ receipt, taken }, { ...receipt })).toMatchObject({ gathered: { taken }, changed: false });
  });

  it('lowers quantities that no longer fit, and drops lines that are gone', () => {
    const [fewer, gone] = [aFoundLine({ quantity: '10' }), aFoundLine()];
    const receipt = aFoundReceipt({ lines: [fewer, gone] });
    const now = {
      ...receipt,
      lines: [
        { ...fewer, remainingQuantity: '3', remainingGross: 3897 },
        { ...gone, remainingQuantity: '0', remainingGross: 0 },
      ],
    };
    const next = refreshed({ receipt, taken: { [fewer.id]: '9', [gone.id]: '1' } }, now);
    expect(next).toMatchObject({ gathered: { taken: { [fewer.id]: '3' } }, changed: true });
  });

  it('that must be invoiced whole is selected whole', () => {
    const receipt = aFoundReceipt({ buyerNip: nip });
    expect(refreshed({ receipt, taken: {} }, receipt).gathered.taken).toEqual(everythingOf(receipt));
  });
});

describe('several receipts', () => {
  it('with different NIPs have no possible buyer in common', () => {
    const answers = eligibilityOf([aFoundReceipt({ buyerNip: nip }), aFoundReceipt({ buyerNip: '8567346215' })]);
    expect(answers).toEqual([
      { buyer: 'person', allowed: false, reason: 'receipt.nip_required' },
      { buyer: 'company', allowed: false, reason: 'receipt.nip_differs' },
    ]);
  });

  it('are refused for the reason of the first that refuses', () => {
    const answers = eligibilityOf([aFoundReceipt(), aFoundReceipt({ buyerNip: nip })]);
    expect(answers.map((answer) => answer.reason)).toEqual(['receipt.nip_required', 'receipt.has_no_nip']);
  });

  it('of one kind allow that kind', () => {
    expect(eligibilityOf([aFoundReceipt(), aFoundReceipt()])[0]).toEqual({ buyer: 'person', allowed: true });
  });
});

describe('a saved buyer', () => {
  it('does not fit a receipt with another NIP, nor one without', () => {
    expect(fittingBuyer([aFoundReceipt({ buyerNip: '8567346215' })], [company, person])).toBeUndefined();
    expect(fittingBuyer([aFoundReceipt()], [company])).toBeUndefined();
  });

  it('fits by its NIP, and a private person without one', () => {
    expect(fittingBuyer([aFoundReceipt({ buyerNip: nip })], [person, company])).toBe(company);
    expect(fittingBuyer([aFoundReceipt()], [company, person])).toBe(person);
  });
});

describe('selections put aside', () => {
  const one = (receipt = aFoundReceipt()) => ({ receipt, taken: everythingOf(receipt) });

  it('exclude the current one and those that can never be invoiced', () => {
    const working = one();
    const hopeless = one(
      aFoundReceipt({ eligibility: [{ buyer: 'person', allowed: false, reason: 'receipt.too_late' }] }),
    );
    expect(setAside([working], [[hopeless]], [working.receipt.id])).toEqual([]);
  });

  it('are sorted newest first, and few are kept', () => {
    const gatherings = [one(), one(), one(), one()].map((gathered) => [gathered]);
    const newest = [one()];
    const kept = setAside(newest, gatherings, []);
    expect(kept).toHaveLength(3);
    expect(kept[0]).toEqual(newest);
  });
});
