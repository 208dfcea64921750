import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { receiptOfJpk, receiptOfPoslog } from '../../app/receiptFormats/convert.ts';
import { openJpk } from '../../app/receiptFormats/openJpk.ts';
import { readXml } from '../../app/receiptFormats/readXml.ts';
import { importReceipt } from '../../app/receipts/import.ts';
import { FormatExtras, KasaParagonIn } from '../../contract/receiptFormats.ts';
import { ReceiptAccepted, ReceiptIn } from '../../contract/receipts.ts';
import { Problem } from '../../domain/problem.ts';
import { ofMediaType } from '../mediaTypes.ts';
import { siteContext } from '../requests/callers.ts';
import { checkedAs } from '../requests/checkedAs.ts';

const config = { right: 'receipts.import' } as const;
const route = {
  tags: ['pos'],
  security: [{ posKey: [] }],
  querystring: FormatExtras,
  response: { 200: ReceiptAccepted, 201: ReceiptAccepted },
};
const jose = ['application/jose'];
const xml = ['application/xml', 'text/xml'];
const jpkBody = {
  description: 'The JPK itself, a JWS in JSON whose payload is the JPK, or a compact JWS',
  content: {
    'application/json': { schema: KasaParagonIn },
    ...ofMediaType(['application/jose+json', ...jose], 'JWS, RS256, with x5c').content,
  },
};

/** Receipts that are not in the native form. Each becomes a native one, and is checked and answered as such. */
export const receiptFormatRoutes: FastifyPluginAsyncTypebox<{ bodyLimit: number }> = async (app, { bodyLimit }) => {
  app.addContentTypeParser('application/jose+json', { parseAs: 'string' }, app.getDefaultJsonParser('error', 'error'));
  app.addContentTypeParser(jose, { parseAs: 'string' }, (_request, body, done) => done(null, body));
  app.addContentTypeParser(xml, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

  app.post(
    '/receipts/jpk',
    {
      config: { ...config, streamedBody: jpkBody },
      bodyLimit,
      schema: { ...route, summary: 'Push one JPK_KASA_PARAGON, signed or plain' },
    },
    async (request, reply) => {
      const ctx = siteContext(request);
      // XML, for the route beside this one.
      if (Buffer.isBuffer(request.body)) throw new Problem('request.unsupported_media_type');
      const jpk = checkedAs(KasaParagonIn, await openJpk({ ctx, input: request.body }));
      return answer(request, reply, await receiptOfJpk({ ctx, input: { jpk, extras: request.query } }));
    },
  );

  app.post(
    '/receipts/poslog',
    {
      config: { ...config, streamedBody: ofMediaType(xml, 'ARTS POSLog with one RetailTransaction') },
      bodyLimit,
      schema: { ...route, summary: 'Push one sale as POSLog XML' },
    },
    async (request, reply) => {
      if (!Buffer.isBuffer(request.body)) throw new Problem('request.unsupported_media_type');
      const input = { poslog: readXml(request.body), extras: request.query };
      return answer(request, reply, await receiptOfPoslog({ ctx: siteContext(request), input }));
    },
  );
};

async function answer(request: FastifyRequest, reply: FastifyReply, converted: object): Promise<ReceiptAccepted> {
  const input = checkedAs(ReceiptIn, converted);
  const { outcome, receipt } = await importReceipt({ ctx: siteContext(request), input });
  reply.code(outcome === 'created' ? 201 : 200);
  return receipt;
}
