import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { lookAtOrder, pressOrder } from '../../app/orders/press.ts';
import { downloadOrder, watchOrder, withdrawOrders } from '../../app/orders/watch.ts';
import { Id, Shape } from '../../contract/common.ts';
import { OrderLookedAt, OrderPressed, OrderToken, OrderWatched } from '../../contract/orders.ts';
import { ofMediaType } from '../mediaTypes.ts';
import { sendDocument } from '../replies/fileReplies.ts';
import { siteContext } from '../requests/callers.ts';
import { idempotencyKeyOf } from '../requests/idempotencyKey.ts';
import { waiterOf } from '../requests/orderCookie.ts';
import { startSession } from '../requests/sessionCookies.ts';

const config = { right: 'anyone' } as const;
const issuing = { ...config, stopsWhenSuspended: true } as const;
const tags = ['shopper'];
const params = Shape({ id: Id });

/** Orders that wait for the button in a mail. The mail's token or the device's own cookie is the proof. */
export const orderRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.post(
    '/orders/look',
    {
      config: issuing,
      schema: {
        summary: 'What the button in a mail would issue; changes nothing',
        tags,
        body: OrderToken,
        response: { 200: OrderLookedAt },
      },
    },
    (request) => lookAtOrder({ ctx: siteContext(request), input: request.body }),
  );

  app.post(
    '/orders/press',
    {
      config: issuing,
      schema: {
        summary: 'Sign in and issue what the mail says; needs an Idempotency-Key header',
        tags,
        headers: Type.Object({ 'idempotency-key': Type.Optional(Type.String()) }),
        body: OrderToken,
        response: { 200: OrderPressed },
      },
    },
    async (request, reply) => {
      const idempotencyKey = idempotencyKeyOf(request);
      const input = { ...request.body, idempotencyKey };
      const { invoice, session } = await pressOrder({ ctx: siteContext(request), input });
      if (session) startSession(request, reply, 'shopper', session);
      return { invoice, signedIn: session !== undefined };
    },
  );

  app.get(
    '/orders/:id',
    {
      config,
      schema: {
        summary: 'Whether the order that this browser sent was issued',
        tags,
        params,
        response: { 200: OrderWatched },
      },
    },
    (request) => watchOrder({ ctx: siteContext(request), input: watchOf(request) }),
  );

  app.get(
    '/orders/:id/pdf',
    {
      config,
      schema: {
        summary: 'The PDF of the order that this browser sent; 202 while it is being made',
        tags,
        params,
        querystring: Shape({ download: Type.Optional(Type.Literal('1')) }),
        response: {
          200: ofMediaType(['application/pdf'], 'The document'),
          202: Shape({ state: Type.Literal('queued') }),
          304: Type.Null({ description: 'The document is the one whose ETag was sent' }),
        },
      },
    },
    async (request, reply) => {
      const document = await downloadOrder({ ctx: siteContext(request), input: watchOf(request) });
      return sendDocument(request, reply, document, {
        type: 'application/pdf',
        asAttachment: request.query.download !== undefined,
      });
    },
  );

  app.delete(
    '/orders/:id',
    {
      config,
      schema: { summary: 'End the buttons in the mails of this browser', tags, params, response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      await withdrawOrders({ ctx: siteContext(request), input: watchOf(request) });
      return reply.code(204).send(null);
    },
  );
};

function watchOf(request: Parameters<typeof waiterOf>[0] & { params: { id: string } }): { id: string; waiter: string } {
  return { id: request.params.id, waiter: waiterOf(request) };
}
