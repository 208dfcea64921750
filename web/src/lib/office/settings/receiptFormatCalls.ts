import type { Page } from '../../../../../src/contract/common.ts';
import type { CertificateOut, NewCertificate, ReceiptFormats } from '../../../../../src/contract/receiptFormats.ts';
import { send } from '../../shared/api.ts';

/** The calls about the tills' certificates and formats, one function each. All throw ApiProblem. */
export function listCertificates(): Promise<Page<CertificateOut>> {
  return send('/office/receipt-certificates');
}

export function addCertificate(body: NewCertificate): Promise<CertificateOut> {
  return send('/office/receipt-certificates', { method: 'POST', body });
}

export function removeCertificate(id: string): Promise<void> {
  return send(`/office/receipt-certificates/${encodeURIComponent(id)}`, { method: 'DELETE' });
}

export function readFormats(): Promise<ReceiptFormats> {
  return send('/office/receipt-formats');
}

export function saveFormats(body: ReceiptFormats): Promise<ReceiptFormats> {
  return send('/office/receipt-formats', { method: 'PUT', body });
}
