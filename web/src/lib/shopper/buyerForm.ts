import type { BuyerIn } from '../../../../src/contract/invoices.ts';
import type { SavedBuyer } from '../../../../src/contract/sessions.ts';
import { isEmail } from '../shared/fields/emailField.ts';
import type { BuyerForm } from './draftStore.ts';
import type { BuyerKind } from './gathering.ts';

export type BuyerFormErrors = Partial<Record<'name' | 'address' | 'email', 'missing' | 'long' | 'wrong'>>;

/** The requirements of the receipts and the chain. */
export type BuyerDemand = { kind: BuyerKind; nip?: string | undefined; addressRequired: boolean; emailNeeded: boolean };

const most = { person: { name: 150, address: 200 }, company: { name: 256, address: 200 } };

export function longestName(kind: BuyerKind): number {
  return most[kind].name;
}

export function longestAddress(kind: BuyerKind): number {
  return most[kind].address;
}

/** The buyer for the contract, or the error of each field. */
export function readBuyerForm(form: BuyerForm, demand: BuyerDemand): { buyer: BuyerIn } | { errors: BuyerFormErrors } {
  const { kind } = demand;
  const name = tidy(kind === 'person' ? form.personName : form.companyName);
  const address = tidy(kind === 'person' ? form.personAddress : form.companyAddress);
  const errors: BuyerFormErrors = {};
  if (!name) errors.name = 'missing';
  else if (name.length > most[kind].name) errors.name = 'long';
  if (!address && (kind === 'company' || demand.addressRequired)) errors.address = 'missing';
  else if (address.length > most[kind].address) errors.address = 'long';
  if (demand.emailNeeded && !isEmail(form.email)) errors.email = 'wrong';
  if (Object.keys(errors).length > 0) return { errors };
  if (kind === 'company') return { buyer: { kind, nip: demand.nip ?? '', name, address } };
  return { buyer: address ? { kind, name, address } : { kind, name } };
}

/** The form filled with a saved buyer. */
export function formOf(saved: SavedBuyer): Partial<BuyerForm> {
  return saved.kind === 'person'
    ? { personName: saved.name, personAddress: saved.address ?? '' }
    : { companyName: saved.name, companyAddress: saved.address ?? '' };
}

/** A saved buyer in the form of an order. */
export function buyerOf(saved: SavedBuyer): BuyerIn {
  if (saved.kind === 'company') {
    return { kind: 'company', nip: saved.nip ?? '', name: saved.name, address: saved.address ?? '' };
  }
  return saved.address
    ? { kind: 'person', name: saved.name, address: saved.address }
    : { kind: 'person', name: saved.name };
}

function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
