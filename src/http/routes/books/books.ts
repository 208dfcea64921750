import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { exportMonth, exportTypes } from '../../../app/books/exportMonth.ts';
import { reconcile } from '../../../app/books/reconcile.ts';
import { DifferenceOut, ExportQuery, ReconciliationQuery } from '../../../contract/books/books.ts';
import { ListOf } from '../../../contract/common.ts';
import { ofMediaType } from '../../mediaTypes.ts';
import { sendFile } from '../../replies/fileReplies.ts';
import { officeOf } from '../../requests/callers.ts';

const tags = ['office'];
const config = { right: 'books.read' } as const;

/** What the chain's accountant needs. */
export const booksRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '/exports/invoices',
    {
      config,
      schema: {
        summary: 'The invoices and corrections of a month as a spreadsheet, of any size',
        tags,
        querystring: ExportQuery,
        response: { 200: ofMediaType(Object.values(exportTypes), 'One row an invoice, in the order of issue') },
      },
    },
    async (request, reply) => sendFile(reply, await exportMonth({ ctx: officeOf(request), input: request.query })),
  );

  app.get(
    '/reconciliation',
    {
      config,
      schema: {
        summary: 'What differs between the receipts of a month, its invoices and KSeF',
        tags,
        querystring: ReconciliationQuery,
        response: { 200: ListOf(DifferenceOut) },
      },
    },
    (request) => reconcile({ ctx: officeOf(request), input: request.query }),
  );
};
