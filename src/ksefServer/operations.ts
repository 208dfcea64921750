import type { TokenType } from './auth/accessTokens.ts';
import {
  authenticationStatus,
  listAuthentications,
  redeem,
  refresh,
  revokeCurrent,
  revokeOne,
} from './auth/authentications.ts';
import { authenticateByCertificate } from './auth/byCertificate.ts';
import { authenticateByToken } from './auth/byToken.ts';
import { challenge } from './auth/challenge.ts';
import { publicKeyCertificates } from './auth/encryptionKeys.ts';
import { closeOnline, openOnline, sendInvoice } from './sessions/online.ts';
import {
  invoiceUpo,
  listFailed,
  listInvoices,
  listSessions,
  readInvoiceStatus,
  readSession,
  sessionUpo,
  upoByKsefNumber,
} from './sessions/reading.ts';
import type { Handler } from './world.ts';

/** What the server carries out. Every other operation of the document is answered with 501. */
export const handlers: Readonly<Record<string, Handler>> = {
  'get /security/public-key-certificates': publicKeyCertificates,
  'post /auth/challenge': challenge,
  'post /auth/ksef-token': authenticateByToken,
  'post /auth/xades-signature': authenticateByCertificate,
  'get /auth/{referenceNumber}': authenticationStatus,
  'post /auth/token/redeem': redeem,
  'post /auth/token/refresh': refresh,
  'get /auth/sessions': listAuthentications,
  'delete /auth/sessions/current': revokeCurrent,
  'delete /auth/sessions/{referenceNumber}': revokeOne,
  'post /sessions/online': openOnline,
  'post /sessions/online/{referenceNumber}/invoices': sendInvoice,
  'post /sessions/online/{referenceNumber}/close': closeOnline,
  'get /sessions': listSessions,
  'get /sessions/{referenceNumber}': readSession,
  'get /sessions/{referenceNumber}/invoices': listInvoices,
  'get /sessions/{referenceNumber}/invoices/failed': listFailed,
  'get /sessions/{referenceNumber}/invoices/{invoiceReferenceNumber}': readInvoiceStatus,
  'get /sessions/{referenceNumber}/invoices/{invoiceReferenceNumber}/upo': invoiceUpo,
  'get /sessions/{referenceNumber}/invoices/ksef/{ksefNumber}/upo': upoByKsefNumber,
  'get /sessions/{referenceNumber}/upo/{upoReferenceNumber}': sessionUpo,
};

/** Operations that ask for another token than the access token. */
export const tokenTypes: Readonly<Record<string, TokenType>> = {
  'get /auth/{referenceNumber}': 'OperationToken',
  'post /auth/token/redeem': 'OperationToken',
  'post /auth/token/refresh': 'RefreshToken',
};
