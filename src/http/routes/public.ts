import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { publicChain } from '../../app/chains/publicFacts.ts';
import { findCompany } from '../../app/companies/find.ts';
import { previewInvoice } from '../../app/invoices/preview.ts';
import { findReceipt } from '../../app/receipts/find.ts';
import { PublicChain } from '../../contract/chains.ts';
import { CompanyFound, FindCompany } from '../../contract/companies.ts';
import { PreviewIn, PreviewOut } from '../../contract/invoices.ts';
import { FindReceipt, FoundReceipt } from '../../contract/receipts.ts';
import { siteContext } from '../requests/callers.ts';
import { recogniseShopper } from '../requests/doors.ts';
import { selectionBytes } from '../selectionBytes.ts';

const config = { right: 'anyone' } as const;
const stopping = { ...config, stopsWhenSuspended: true } as const;

/** Routes of a chain's site that need no right. */
export const publicRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '/chain',
    { config, schema: { summary: 'Public facts of this chain', tags: ['shopper'], response: { 200: PublicChain } } },
    (request) => publicChain({ ctx: siteContext(request) }),
  );

  app.post(
    '/receipts/find',
    {
      config: stopping,
      onRequest: recogniseShopper,
      schema: {
        summary: 'Find a receipt by its printed code',
        tags: ['shopper'],
        body: FindReceipt,
        response: { 200: FoundReceipt },
      },
    },
    (request) => {
      const shopperId = request.caller.shopper?.shopper.id;
      return findReceipt({
        ctx: { ...siteContext(request), ...(shopperId ? { shopperId } : {}) },
        input: request.body,
      });
    },
  );

  app.post(
    '/companies/find',
    {
      config: stopping,
      schema: {
        summary: 'Name and address of a company, from public registers',
        tags: ['shopper'],
        body: FindCompany,
        response: { 200: CompanyFound },
      },
    },
    (request) => findCompany({ ctx: siteContext(request), input: request.body }),
  );

  app.post(
    '/invoices/preview',
    {
      config: stopping,
      onRequest: recogniseShopper,
      bodyLimit: selectionBytes,
      schema: {
        summary: 'Exact totals of a selection, without issuing',
        tags: ['shopper'],
        body: PreviewIn,
        response: { 200: PreviewOut },
      },
    },
    (request) => previewInvoice({ ctx: request.caller.shopper ?? siteContext(request), input: request.body }),
  );
};
