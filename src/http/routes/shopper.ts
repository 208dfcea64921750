import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { issueInvoice } from '../../app/invoices/issue.ts';
import { addBuyer, changeBuyer, mergeBuyers } from '../../app/profile/buyers.ts';
import { deleteBuyer } from '../../app/sessions/deleteBuyer.ts';
import { requestMailCode } from '../../app/sessions/requestMailCode.ts';
import { signOut } from '../../app/sessions/resume.ts';
import { me, signIn } from '../../app/sessions/signIn.ts';
import { Id, ListOf, Shape } from '../../contract/common.ts';
import { BuyerIn, InvoiceOut, IssueIn } from '../../contract/invoices.ts';
import { CodeRequested, Me, RequestCode, SavedBuyer, SignIn } from '../../contract/sessions.ts';
import { shopperOf, siteContext } from '../requests/callers.ts';
import { idempotencyKeyOf } from '../requests/idempotencyKey.ts';
import { forgetWaiter, keepWaiter } from '../requests/orderCookie.ts';
import { clearSession, readSession, startSession } from '../requests/sessionCookies.ts';
import { selectionBytes } from '../selectionBytes.ts';

const config = { right: 'anyone' } as const;

/** Signing in on a chain's site: no right needed. */
export const signInRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.post(
    '/auth/code',
    {
      config,
      schema: {
        summary: 'Mail a 6-digit code; with an order also a button that issues it',
        tags: ['shopper'],
        body: RequestCode,
        response: { 202: CodeRequested },
      },
    },
    async (request, reply) => {
      const ctx = siteContext(request);
      const { email, language = ctx.language, order } = request.body;
      const chosen = order && { order: { chosen: order, waiter: keepWaiter(request, reply) } };
      return reply.code(202).send(await requestMailCode({ ctx: { ...ctx, language }, input: { email, ...chosen } }));
    },
  );

  app.post(
    '/auth/session',
    {
      config,
      schema: { summary: 'Trade the code for a session', tags: ['shopper'], body: SignIn, response: { 200: Me } },
    },
    async (request, reply) => {
      const ctx = siteContext(request);
      const session = await signIn({ ctx, input: request.body });
      startSession(request, reply, 'shopper', session);
      return me({ ctx: { ...ctx, shopper: session.shopper } });
    },
  );

  app.delete(
    '/auth/session',
    { config, schema: { summary: 'Sign out', tags: ['shopper'], response: { 204: Type.Null() } } },
    async (request, reply) => {
      const { app: efk, chain } = siteContext(request);
      const token = readSession(request, 'shopper');
      if (token) await signOut(efk, chain.id, token.sid);
      clearSession(reply, 'shopper');
      forgetWaiter(request, reply);
      return reply.code(204).send(null);
    },
  );
};

/** Routes for a signed-in shopper. */
export const shopperRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '/me',
    {
      config: { right: 'buyers.read' },
      schema: { summary: 'Who is signed in, and her buyers', tags: ['shopper'], response: { 200: Me } },
    },
    (request) => me({ ctx: shopperOf(request) }),
  );

  app.post(
    '/buyers',
    {
      config: { right: 'buyers.edit' },
      schema: { summary: 'Save a buyer', tags: ['shopper'], body: BuyerIn, response: { 201: SavedBuyer } },
    },
    async (request, reply) => reply.code(201).send(await addBuyer({ ctx: shopperOf(request), input: request.body })),
  );

  app.put(
    '/buyers/:id',
    {
      config: { right: 'buyers.edit' },
      schema: {
        summary: 'Correct a saved buyer',
        tags: ['shopper'],
        params: Shape({ id: Id }),
        body: BuyerIn,
        response: { 200: SavedBuyer },
      },
    },
    (request) => changeBuyer({ ctx: shopperOf(request), input: { ...request.params, buyer: request.body } }),
  );

  app.post(
    '/buyers/:id/merge',
    {
      config: { right: 'buyers.edit' },
      schema: {
        summary: 'Keep this one of the buyers with the same NIP or name',
        tags: ['shopper'],
        params: Shape({ id: Id }),
        response: { 200: ListOf(SavedBuyer) },
      },
    },
    async (request) => ({ items: await mergeBuyers({ ctx: shopperOf(request), input: request.params }) }),
  );

  app.delete(
    '/buyers/:id',
    {
      config: { right: 'buyers.delete' },
      schema: {
        summary: 'Forget a saved buyer',
        tags: ['shopper'],
        params: Shape({ id: Id }),
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await deleteBuyer({ ctx: shopperOf(request), input: request.params });
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/invoices',
    {
      config: { right: 'invoices.issue', stopsWhenSuspended: true },
      bodyLimit: selectionBytes,
      schema: {
        summary: 'Issue an invoice; needs an Idempotency-Key header',
        tags: ['shopper'],
        headers: Type.Object({ 'idempotency-key': Type.Optional(Type.String()) }),
        body: IssueIn,
        response: { 201: InvoiceOut },
      },
    },
    async (request, reply) => {
      const idempotencyKey = idempotencyKeyOf(request);
      const { invoice, repeated } = await issueInvoice({
        ctx: shopperOf(request),
        input: { ...request.body, idempotencyKey },
      });
      if (repeated) reply.header('idempotency-replayed', 'true');
      return reply.code(201).send(invoice);
    },
  );
};
