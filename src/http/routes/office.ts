import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { ownStores } from '../../app/chains/stores.ts';
import { acceptInvitation } from '../../app/sessions/acceptInvitation.ts';
import { ListOf } from '../../contract/common.ts';
import { OfficeMe, OfficeSignIn, SetPassword, StoreOut } from '../../contract/sessions.ts';
import { officeHere, officeOf, siteContext } from '../requests/callers.ts';
import { clearSession, readSession, startSession } from '../requests/sessionCookies.ts';
import { booksRoutes } from './books/books.ts';
import { correctionRequestRoutes, correctionRoutes } from './corrections.ts';
import { invoiceRoutes } from './invoices.ts';

const tags = ['office'];
const config = { right: 'anyone' } as const;

/** Signing in to an office: staff and admins on a chain's host, operators on theirs. */
export const officeDoorRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.post(
    '/office/session',
    {
      config,
      schema: { summary: 'Sign in with e-mail and password', tags, body: OfficeSignIn, response: { 200: OfficeMe } },
    },
    async (request, reply) => {
      const office = officeHere(request);
      const session = await office.signIn(request.body);
      startSession(request, reply, 'office', session);
      return office.me(session.sessionId);
    },
  );

  app.post(
    '/office/password',
    {
      config,
      schema: {
        summary: 'Accept an invitation by setting a password',
        tags,
        body: SetPassword,
        response: { 200: OfficeMe },
      },
    },
    async (request, reply) => {
      const session = await acceptInvitation({ ctx: siteContext(request), input: request.body });
      startSession(request, reply, 'office', session);
      return officeHere(request).me(session.sessionId);
    },
  );

  app.delete(
    '/office/session',
    { config, schema: { summary: 'Sign out', tags, response: { 204: Type.Null() } } },
    async (request, reply) => {
      await officeHere(request).signOut(readSession(request, 'office')?.sid);
      clearSession(reply, 'office');
      return reply.code(204).send(null);
    },
  );

  app.get(
    '/office/me',
    {
      config: { right: 'office.enter' },
      schema: { summary: 'Who is signed in, and what they may do', tags, response: { 200: OfficeMe } },
    },
    (request) => officeHere(request).me(request.caller.sessionId),
  );
};

/** Routes for the staff and admins of a chain. */
export const officeRoutes: FastifyPluginAsyncTypebox = async (app) => {
  await app.register(invoiceRoutes, { read: 'invoices.read', resend: 'invoices.resend', tag: 'office' });
  await app.register(correctionRequestRoutes, { read: 'invoices.read', propose: 'corrections.propose', tag: 'office' });
  await app.register(correctionRoutes);
  await app.register(booksRoutes);
  app.get(
    '/stores',
    {
      config: { right: 'stores.read' },
      schema: { summary: 'Stores this member may see', tags, response: { 200: ListOf(StoreOut) } },
    },
    (request) => ownStores({ ctx: officeOf(request) }),
  );
};
