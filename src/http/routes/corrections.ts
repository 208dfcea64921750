import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { confirmCorrection, rejectCorrection } from '../../app/corrections/decide.ts';
import { getCorrection, listCorrections, requestedCorrections } from '../../app/corrections/list.ts';
import { proposeCorrection } from '../../app/corrections/propose.ts';
import { Id, ListOf, Shape } from '../../contract/common.ts';
import {
  CorrectionDraftDetail,
  CorrectionDraftOut,
  CorrectionIn,
  CorrectionQuery,
  DecisionIn,
  RejectionIn,
} from '../../contract/corrections/corrections.ts';
import type { NeededRight } from '../plugins/rights.ts';
import { officeOf, readerContext } from '../requests/callers.ts';

const params = Shape({ id: Id });

type Options = { read: NeededRight; propose: NeededRight; tag: string };

/** Asking for corrections of an invoice. Registered once for shoppers and staff, once for staff below `/office`. */
export const correctionRequestRoutes: FastifyPluginAsyncTypebox<Options> = async (app, { read, propose, tag }) => {
  const tags = [tag];

  app.get(
    '/invoices/:id/corrections',
    {
      config: { right: read },
      schema: {
        summary: 'The corrections that were asked for of this invoice',
        tags,
        params,
        response: { 200: ListOf(CorrectionDraftOut) },
      },
    },
    async (request) => ({
      items: await requestedCorrections({ ctx: readerContext(request), input: { invoiceId: request.params.id } }),
    }),
  );

  app.post(
    '/invoices/:id/corrections',
    {
      config: { right: propose },
      schema: {
        summary: 'Ask for a correction: goods came back, the buyer is wrong, or the whole invoice is wrong',
        tags,
        params,
        body: CorrectionIn,
        response: { 201: CorrectionDraftOut },
      },
    },
    async (request, reply) => {
      const draft = await proposeCorrection({
        ctx: readerContext(request),
        input: { ...request.body, invoiceId: request.params.id },
      });
      return reply.code(201).send(draft);
    },
  );
};

/** Staff decide about requested corrections. */
export const correctionRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const tags = ['office'];
  const config = { right: 'corrections.decide' } as const;

  app.get(
    '/corrections',
    {
      config,
      schema: {
        summary: 'Requested corrections: those that wait, unless another state is asked for',
        tags,
        querystring: CorrectionQuery,
        response: { 200: ListOf(CorrectionDraftOut) },
      },
    },
    (request) => listCorrections({ ctx: officeOf(request), input: request.query }),
  );

  app.get(
    '/corrections/:id',
    {
      config,
      schema: {
        summary: 'One requested correction, with before and after',
        tags,
        params,
        response: { 200: CorrectionDraftDetail },
      },
    },
    (request) => getCorrection({ ctx: officeOf(request), input: request.params }),
  );

  app.post(
    '/corrections/:id/confirm',
    {
      config,
      schema: {
        summary: 'Issue the correction',
        tags,
        params,
        body: DecisionIn,
        response: { 200: CorrectionDraftOut },
      },
    },
    (request) => confirmCorrection({ ctx: officeOf(request), input: { ...request.params, ...request.body } }),
  );

  app.post(
    '/corrections/:id/reject',
    {
      config,
      schema: {
        summary: 'Reject it, with the reason',
        tags,
        params,
        body: RejectionIn,
        response: { 200: CorrectionDraftOut },
      },
    },
    (request) => rejectCorrection({ ctx: officeOf(request), input: { ...request.params, ...request.body } }),
  );
};
