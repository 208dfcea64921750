import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { getKsef, removeKsefCredential, saveKsefCertificate, saveKsefToken } from '../../../app/ksef/credentials.ts';
import { Shape } from '../../../contract/common.ts';
import { KsefCredentialKind, KsefOut, NewKsefCertificate, NewKsefToken } from '../../../contract/ksef/credentials.ts';
import { officeOf } from '../../requests/callers.ts';

const config = { right: 'ksef.edit' } as const;
const tags = ['office'];
const response = { 200: KsefOut };

/** How the chain proves to KSeF who it is, for its admins. No answer holds a secret. */
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
