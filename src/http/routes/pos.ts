import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { importReceipt } from '../../app/receipts/import.ts';
import { recordReturn } from '../../app/returns/record.ts';
import { Id, Shape } from '../../contract/common.ts';
import { ReturnAccepted, ReturnIn } from '../../contract/corrections/returns.ts';
import { ReceiptAccepted, ReceiptIn } from '../../contract/receipts.ts';
import { batchReport, ndjson, receiveNdjson } from '../batch/receiptBatch.ts';
import { chargeRefusals } from '../batch/refusedWork.ts';
import { ofMediaType } from '../mediaTypes.ts';
import { siteContext } from '../requests/callers.ts';
import { receiptFormatRoutes } from './receiptFormats.ts';

const tags = ['pos'];
const security = [{ posKey: [] }];
// 5,000 lines with long names.
const receiptBytes = 4 * 1024 * 1024;

/** Routes for the chain's tills. */
export const posRoutes: FastifyPluginAsyncTypebox = async (app) => {
  chargeRefusals(app);
  await app.register(batchRoute);
  await app.register(receiptFormatRoutes, { bodyLimit: receiptBytes });

  app.post(
    '/receipts',
    {
      config: { right: 'receipts.import', stopsWhenSuspended: true },
      bodyLimit: receiptBytes,
      schema: {
        summary: 'Push one receipt',
        tags,
        security,
        body: ReceiptIn,
        response: { 200: ReceiptAccepted, 201: ReceiptAccepted },
      },
    },
    async (request, reply) => {
      const { outcome, receipt } = await importReceipt({ ctx: siteContext(request), input: request.body });
      return reply.code(outcome === 'created' ? 201 : 200).send(receipt);
    },
  );

  app.post(
    '/receipts/:id/returns',
    {
      config: { right: 'returns.record' },
      schema: {
        summary: 'Goods returned: less to invoice, or a correction of what was invoiced',
        tags,
        security,
        params: Shape({ id: Id }),
        body: ReturnIn,
        response: { 200: ReturnAccepted, 201: ReturnAccepted },
      },
    },
    async (request, reply) => {
      const { outcome, accepted } = await recordReturn({
        ctx: siteContext(request),
        input: { ...request.body, receiptId: request.params.id },
      });
      return reply.code(outcome === 'created' ? 201 : 200).send(accepted);
    },
  );
};

const batchRoute: FastifyPluginAsyncTypebox = async (app) => {
  // Registered here only: elsewhere a stream would be checked as an object with wrong fields.
  receiveNdjson(app);

  app.post(
    '/receipts/batch',
    {
      config: {
        right: 'receipts.import',
        stopsWhenSuspended: true,
        streamedBody: ofMediaType(ndjson, 'A receipt a line, each as POST /receipts takes it'),
      },
      schema: {
        summary: 'Push thousands: one receipt a line (NDJSON), one report a line',
        tags,
        security,
        response: {
          200: ofMediaType(['application/x-ndjson'], 'A report a line: line, status, and id, code, url or the problem'),
        },
      },
    },
    (request, reply) => reply.type('application/x-ndjson').send(batchReport(request)),
  );
};
