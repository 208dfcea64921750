import type { Static } from 'typebox';
import type { Page } from '../../../../../src/contract/common.ts';
import type {
  KsefCredentialKind,
  KsefOut,
  NewKsefCertificate,
  NewKsefToken,
} from '../../../../../src/contract/ksef/credentials.ts';
import type { KsefSubmissionQuery, KsefSubmissionRow } from '../../../../../src/contract/ksef/submissions.ts';
import { send } from '../../shared/api.ts';

/** The calls about a chain's access to KSeF, one function each. All throw ApiProblem. */
export type KsefKind = Static<typeof KsefCredentialKind>;

/** The server signs in to KSeF before it answers. */
const signInMs = 45_000;

export function readKsef(): Promise<KsefOut> {
  return send('/office/ksef');
}

export function saveToken(body: NewKsefToken): Promise<KsefOut> {
  return send('/office/ksef/token', { method: 'PUT', body, timeoutMs: signInMs });
}

export function saveCertificate(body: NewKsefCertificate): Promise<KsefOut> {
  return send('/office/ksef/certificate', { method: 'PUT', body, timeoutMs: signInMs });
}

export function saveOfflineCertificate(body: NewKsefCertificate): Promise<KsefOut> {
  return send('/office/ksef/offline', { method: 'PUT', body });
}

export function removeCredential(kind: KsefKind): Promise<void> {
  return send(`/office/ksef/${kind}`, { method: 'DELETE' });
}

export function turnSending(sending: boolean): Promise<KsefOut> {
  return send('/office/ksef/sending', { method: 'PUT', body: { sending } });
}

/** Asks for a sign-in with the stored access. Its answer is the `trial` of `readKsef`. */
export function startTrial(): Promise<void> {
  return send('/office/ksef/trial', { method: 'POST', body: {} });
}

export function listSubmissions(query: KsefSubmissionQuery): Promise<Page<KsefSubmissionRow>> {
  return send('/office/ksef/submissions', { query });
}

export function sendSubmissionAgain(invoiceId: string): Promise<void> {
  return send(`/office/ksef/submissions/${encodeURIComponent(invoiceId)}/again`, { method: 'POST', body: {} });
}
