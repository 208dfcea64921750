import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { downloadConfirmation, downloadInvoice, downloadUpo, downloadXml } from '../../app/invoices/download.ts';
import { getInvoice } from '../../app/invoices/get.ts';
import { listOwnInvoices } from '../../app/invoices/list.ts';
import { sendInvoiceAgain } from '../../app/invoices/sendAgain.ts';
import { readerKey } from '../../app/reader.ts';
import { Id, ListOf, Shape } from '../../contract/common.ts';
import { DeliveryOut, InvoiceOut, InvoiceQuery, InvoiceRow, SendAgainIn } from '../../contract/invoices.ts';
import { ofMediaType } from '../mediaTypes.ts';
import type { NeededRight } from '../plugins/rights.ts';
import { sendDocument } from '../replies/fileReplies.ts';
import { readerContext } from '../requests/callers.ts';
import { streamInvoice } from '../streams/invoiceEvents.ts';

const params = Shape({ id: Id });

type Options = { read: NeededRight; resend: NeededRight; tag: string };

/** Reading invoices: at `/invoices` for shoppers and staff, at `/office/invoices` for staff. */
export const invoiceRoutes: FastifyPluginAsyncTypebox<Options> = async (app, { read, resend, tag }) => {
  const tags = [tag];
  const config = { right: read };

  app.get(
    '/invoices',
    {
      config,
      schema: { summary: 'List and search', tags, querystring: InvoiceQuery, response: { 200: ListOf(InvoiceRow) } },
    },
    (request) => listOwnInvoices({ ctx: readerContext(request), input: request.query }),
  );

  app.get(
    '/invoices/:id',
    { config, schema: { summary: 'One invoice', tags, params, response: { 200: InvoiceOut } } },
    (request) => getInvoice({ ctx: readerContext(request), input: request.params }),
  );

  app.get(
    '/invoices/:id/pdf',
    {
      config,
      schema: {
        summary: 'Its PDF; 202 while it is being made',
        tags,
        params,
        querystring: Shape({ download: Type.Optional(Type.Literal('1')) }),
        response: {
          200: ofMediaType(['application/pdf'], 'The document, byte for byte as it was first made'),
          202: Shape({ state: Type.Literal('queued') }),
          304: Type.Null({ description: 'The document is the one whose ETag was sent' }),
        },
      },
    },
    async (request, reply) => {
      const document = await downloadInvoice({ ctx: readerContext(request), input: request.params });
      return sendDocument(request, reply, document, {
        type: 'application/pdf',
        asAttachment: request.query.download !== undefined,
      });
    },
  );

  app.get(
    '/invoices/:id/confirmation',
    {
      config,
      schema: {
        summary:
          'Its confirmation, which precedes the number in KSeF; 202 while it is being made, 404 where it has none',
        tags,
        params,
        response: {
          200: ofMediaType(['application/pdf'], 'The file, byte for byte as it was first made'),
          202: Shape({ state: Type.Literal('queued') }),
          304: Type.Null({ description: 'The file is the one whose ETag was sent' }),
        },
      },
    },
    async (request, reply) => {
      const document = await downloadConfirmation({ ctx: readerContext(request), input: request.params });
      return sendDocument(request, reply, document, { type: 'application/pdf', asAttachment: false });
    },
  );

  app.get(
    '/invoices/:id/xml',
    {
      config,
      schema: {
        summary: 'Its FA(3) file for KSeF; 202 while it is being made, 404 where it has none',
        tags,
        params,
        response: {
          200: ofMediaType(['application/xml'], 'The file, byte for byte as it was first made'),
          202: Shape({ state: Type.Literal('queued') }),
          304: Type.Null({ description: 'The file is the one whose ETag was sent' }),
        },
      },
    },
    async (request, reply) => {
      const document = await downloadXml({ ctx: readerContext(request), input: request.params });
      return sendDocument(request, reply, document, { type: 'application/xml', asAttachment: true });
    },
  );

  app.get(
    '/invoices/:id/upo',
    {
      config,
      schema: {
        summary: 'KSeF’s receipt of it (UPO); 202 until KSeF has numbered the invoice, 404 outside KSeF',
        tags,
        params,
        response: {
          200: ofMediaType(['application/xml'], 'The file, byte for byte as KSeF signed it'),
          202: Shape({ state: Type.Literal('queued') }),
          304: Type.Null({ description: 'The file is the one whose ETag was sent' }),
        },
      },
    },
    async (request, reply) => {
      const document = await downloadUpo({ ctx: readerContext(request), input: request.params });
      return sendDocument(request, reply, document, { type: 'application/xml', asAttachment: true });
    },
  );

  app.get(
    '/invoices/:id/events',
    // HEAD makes no sense for a stream.
    {
      config,
      exposeHeadRoute: false,
      schema: {
        summary: 'Server-sent events until the PDF is ready',
        tags,
        params,
        response: { 200: ofMediaType(['text/event-stream'], 'Events named invoice; data is the invoice') },
      },
    },
    async (request, reply) => {
      const ctx = readerContext(request);
      return streamInvoice(request, reply, {
        reader: readerKey(ctx),
        invoiceId: request.params.id.toLowerCase(),
        load: () => getInvoice({ ctx, input: request.params }),
      });
    },
  );

  app.post(
    '/invoices/:id/deliveries',
    {
      config: { right: resend },
      schema: {
        summary: 'Send again',
        tags,
        params,
        body: Type.Union([SendAgainIn, Type.Null()]),
        response: { 202: DeliveryOut },
      },
    },
    async (request, reply) => {
      const delivery = await sendInvoiceAgain({
        ctx: readerContext(request),
        input: { ...request.params, ...request.body },
      });
      return reply.code(202).send(delivery);
    },
  );
};
