import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import {
  getKsef,
  removeKsefCredential,
  saveKsefCertificate,
  saveKsefToken,
  saveOfflineCertificate,
  setKsefSending,
} from '../../../app/ksef/credentials.ts';
import { listKsefSubmissions, sendToKsefAgain } from '../../../app/ksef/queue.ts';
import { startKsefTrial } from '../../../app/ksef/trial.ts';
import { Id, ListOf, Shape } from '../../../contract/common.ts';
import {
  KsefCredentialKind,
  KsefOut,
  KsefSending,
  NewKsefCertificate,
  NewKsefToken,
} from '../../../contract/ksef/credentials.ts';
import { KsefSubmissionQuery, KsefSubmissionRow } from '../../../contract/ksef/submissions.ts';
import { officeOf } from '../../requests/callers.ts';

const config = { right: 'ksef.edit' } as const;
const tags = ['office'];
const response = { 200: KsefOut };

/** How the chain proves to KSeF who it is, and what KSeF has not taken yet, for its admins. No answer holds a secret. */
export const ksefRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get('/ksef', { config, schema: { summary: 'Access to KSeF', tags, response } }, (request) =>
    getKsef({ ctx: officeOf(request) }),
  );

  app.put(
    '/ksef/token',
    { config, schema: { summary: 'Test a KSeF token and keep it', tags, body: NewKsefToken, response } },
    (request) => saveKsefToken({ ctx: officeOf(request), input: request.body }),
  );

  app.put(
    '/ksef/certificate',
    {
      config,
      schema: {
        summary: 'Test a certificate with its key and keep them',
        tags,
        body: NewKsefCertificate,
        response,
      },
    },
    (request) => saveKsefCertificate({ ctx: officeOf(request), input: request.body }),
  );

  app.put(
    '/ksef/offline',
    {
      config,
      schema: {
        summary: 'Keep a certificate of type Offline with its key',
        description: 'It signs the second QR code of confirmations, which wait for their number in KSeF.',
        tags,
        body: NewKsefCertificate,
        response,
      },
    },
    (request) => saveOfflineCertificate({ ctx: officeOf(request), input: request.body }),
  );

  app.put(
    '/ksef/sending',
    { config, schema: { summary: 'Send new invoices to KSeF, or no longer', tags, body: KsefSending, response } },
    (request) => setKsefSending({ ctx: officeOf(request), input: request.body }),
  );

  app.post(
    '/ksef/trial',
    {
      config,
      schema: {
        summary: 'Sign in with the stored access',
        description: 'The answer is the `trial` of the credential that is used.',
        tags,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await startKsefTrial({ ctx: officeOf(request) });
      return reply.code(204).send(null);
    },
  );

  app.get(
    '/ksef/submissions',
    {
      config,
      schema: {
        summary: 'Invoices without a number in KSeF',
        tags,
        querystring: KsefSubmissionQuery,
        response: { 200: ListOf(KsefSubmissionRow) },
      },
    },
    (request) => listKsefSubmissions({ ctx: officeOf(request), input: request.query }),
  );

  app.post(
    '/ksef/submissions/:id/again',
    {
      config,
      schema: {
        summary: 'Send an invoice whose attempts are used up',
        tags,
        params: Shape({ id: Id }),
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await sendToKsefAgain({ ctx: officeOf(request), input: request.params });
      return reply.code(204).send(null);
    },
  );

  app.delete(
    '/ksef/:kind',
    {
      config,
      schema: {
        summary: 'Forget a token or a certificate',
        tags,
        params: Shape({ kind: KsefCredentialKind }),
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await removeKsefCredential({ ctx: officeOf(request), input: request.params });
      return reply.code(204).send(null);
    },
  );
};
