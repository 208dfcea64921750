import { describe, expect, it } from 'vitest';
import { buyerOf, formOf, readBuyerForm } from './buyerForm.ts';
import { emptyForm } from './draftStore.ts';

const person = { kind: 'person', addressRequired: false, emailNeeded: false } as const;
const company = { kind: 'company', nip: '5265877635', addressRequired: false, emailNeeded: false } as const;

describe('the buyer form', () => {
  it('reports all missing fields at once', () => {
    expect(readBuyerForm(emptyForm, { ...person, addressRequired: true, emailNeeded: true })).toEqual({
      errors: { name: 'missing', address: 'missing', email: 'wrong' },
    });
    expect(readBuyerForm(emptyForm, company)).toEqual({ errors: { name: 'missing', address: 'missing' } });
  });

  it('refuses what is too long for the server', () => {
    const form = { ...emptyForm, personName: 'x'.repeat(151), personAddress: 'x'.repeat(201) };
    expect(readBuyerForm(form, person)).toEqual({ errors: { name: 'long', address: 'long' } });
  });

  it('leaves out an empty address', () => {
    const form = { ...emptyForm, personName: '  Anna   Nowak ', personAddress: ' ' };
    expect(readBuyerForm(form, person)).toEqual({ buyer: { kind: 'person', name: 'Anna Nowak' } });
  });

  it('takes the NIP from the receipt, never from the form', () => {
    const form = { ...emptyForm, companyName: 'Pracownia', companyAddress: 'ul. Wzorcowa 1' };
    expect(readBuyerForm(form, company)).toEqual({
      buyer: { kind: 'company', nip: '5265877635', name: 'Pracownia', address: 'ul. Wzorcowa 1' },
    });
  });

  it('filled with a saved buyer orders for this buyer', () => {
    const saved = { id: '1', kind: 'person', name: 'Anna Nowak', address: 'ul. Wzorcowa 1' } as const;
    expect(readBuyerForm({ ...emptyForm, ...formOf(saved) }, person)).toEqual({ buyer: buyerOf(saved) });
  });
});
