import type { BuyerIn } from '../../../../../src/contract/invoices.ts';
import type {
  AccountantAsked,
  AccountantIn,
  AccountantOut,
  ProfileIn,
  ProfileOut,
} from '../../../../../src/contract/profile.ts';
import type { SavedBuyer } from '../../../../../src/contract/sessions.ts';
import { send } from '../../shared/api.ts';

/** The calls of the account's pages, one function each. All throw ApiProblem. */

export function readProfile(): Promise<ProfileOut> {
  return send('/profile');
}

export function saveProfile(profile: ProfileIn): Promise<void> {
  return send('/profile', { method: 'PUT', body: profile });
}

/** Refused with session.not_fresh when the sign-in is older than ten minutes. */
export function eraseAccount(): Promise<void> {
  return send('/profile', { method: 'DELETE' });
}

export function withdrawConsent(): Promise<void> {
  return send('/profile/consent', { method: 'DELETE' });
}

export function endSession(id: string): Promise<void> {
  return send(`/profile/sessions/${encodeURIComponent(id)}`, { method: 'DELETE' });
}

export function endOtherSessions(): Promise<void> {
  return send('/profile/sessions', { method: 'DELETE' });
}

export function addBuyer(buyer: BuyerIn): Promise<SavedBuyer> {
  return send('/buyers', { method: 'POST', body: buyer });
}

export function changeBuyer(id: string, buyer: BuyerIn): Promise<SavedBuyer> {
  return send(`/buyers/${encodeURIComponent(id)}`, { method: 'PUT', body: buyer });
}

export async function mergeBuyers(id: string): Promise<SavedBuyer[]> {
  const { items } = await send<{ items: SavedBuyer[] }>(`/buyers/${encodeURIComponent(id)}/merge`, { method: 'POST' });
  return items;
}

export function deleteBuyer(id: string): Promise<void> {
  return send(`/buyers/${encodeURIComponent(id)}`, { method: 'DELETE' });
}

export function setAccountant(accountant: AccountantIn): Promise<AccountantOut> {
  return send('/accountant', { method: 'PUT', body: accountant });
}

export function removeAccountant(): Promise<void> {
  return send('/accountant', { method: 'DELETE' });
}

/** What the mail with this token asks; `confirm` agrees and `stop` ends the mails. */
export function answerMail(act: 'read' | 'confirm' | 'stop', token: string): Promise<AccountantAsked> {
  return send(`/accountant/${act}`, { method: 'POST', body: { token } });
}
