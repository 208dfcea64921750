import type { Page } from '../../../../src/contract/common.ts';
import type {
  CorrectionDraftDetail,
  CorrectionDraftOut,
  CorrectionIn,
  CorrectionQuery,
} from '../../../../src/contract/corrections/corrections.ts';
import { send } from './api.ts';

/** The calls about corrections, one function each. All throw ApiProblem. `office` calls are made by staff. */
export type Audience = 'shopper' | 'office';
const baseOf = (audience: Audience) => (audience === 'office' ? '/office' : '');

export function requestsOf(audience: Audience, invoiceId: string): Promise<Page<CorrectionDraftOut>> {
  return send(`${baseOf(audience)}/invoices/${encodeURIComponent(invoiceId)}/corrections`);
}

export function requestCorrection(
  audience: Audience,
  invoiceId: string,
  body: CorrectionIn,
): Promise<CorrectionDraftOut> {
  return send(`${baseOf(audience)}/invoices/${encodeURIComponent(invoiceId)}/corrections`, { method: 'POST', body });
}

export function listCorrections(query: CorrectionQuery): Promise<Page<CorrectionDraftOut>> {
  return send('/office/corrections', { query });
}

export function readCorrection(id: string): Promise<CorrectionDraftDetail> {
  return send(`/office/corrections/${encodeURIComponent(id)}`);
}

export function confirmCorrection(id: string): Promise<CorrectionDraftOut> {
  return send(`/office/corrections/${encodeURIComponent(id)}/confirm`, { method: 'POST', body: {} });
}

export function rejectCorrection(id: string, note: string): Promise<CorrectionDraftOut> {
  return send(`/office/corrections/${encodeURIComponent(id)}/reject`, { method: 'POST', body: { note } });
}
