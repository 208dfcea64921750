import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import {
  addReceiptCertificate,
  listReceiptCertificates,
  removeReceiptCertificate,
} from '../../../app/receiptFormats/certificates.ts';
import { getReceiptFormats, saveReceiptFormats } from '../../../app/receiptFormats/settings.ts';
import { Id, ListOf, Shape } from '../../../contract/common.ts';
import { CertificateOut, NewCertificate, ReceiptFormats } from '../../../contract/receiptFormats.ts';
import { officeOf } from '../../requests/callers.ts';

const config = { right: 'receiptFormats.edit' } as const;
const tags = ['office'];
// 2,000 tills with long names.
const bodyLimit = 512 * 1024;

/** How the chain's registers sign and speak, for its admins. */
export const receiptSettingsRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '/receipt-certificates',
    { config, schema: { summary: 'Certificates of the registers', tags, response: { 200: ListOf(CertificateOut) } } },
    (request) => listReceiptCertificates({ ctx: officeOf(request) }),
  );

  app.post(
    '/receipt-certificates',
    {
      config,
      schema: { summary: 'Trust a certificate', tags, body: NewCertificate, response: { 201: CertificateOut } },
    },
    async (request, reply) =>
      reply.code(201).send(await addReceiptCertificate({ ctx: officeOf(request), input: request.body })),
  );

  app.delete(
    '/receipt-certificates/:id',
    {
      config,
      schema: {
        summary: 'Trust a certificate no longer',
        tags,
        params: Shape({ id: Id }),
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await removeReceiptCertificate({ ctx: officeOf(request), input: request.params });
      return reply.code(204).send(null);
    },
  );

  app.get(
    '/receipt-formats',
    { config, schema: { summary: 'How JPK and POSLog are read', tags, response: { 200: ReceiptFormats } } },
    (request) => getReceiptFormats({ ctx: officeOf(request) }),
  );

  app.put(
    '/receipt-formats',
    {
      config,
      bodyLimit,
      schema: {
        summary: 'Set how JPK and POSLog are read',
        tags,
        body: ReceiptFormats,
        response: { 200: ReceiptFormats },
      },
    },
    (request) => saveReceiptFormats({ ctx: officeOf(request), input: request.body }),
  );
};
