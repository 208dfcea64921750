import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { ownStores } from '../../app/chains/stores.ts';
import { acceptInvitation } from '../../app/sessions/acceptInvitation.ts';
import { officeSessionDays, officeSignIn, operatorSignIn } from '../../app/sessions/officeSignIn.ts';
import { resumeMember, resumeOperator, signOut, signOutOperator } from '../../app/sessions/resume.ts';
import { ListOf } from '../../contract/common.ts';
import { OfficeMe, OfficeSignIn, SetPassword, StoreOut } from '../../contract/sessions.ts';
import { Problem } from '../../domain/problem.ts';
import { officeOf, onlyOffice, platformContext, siteContext } from '../requests/callers.ts';
import { keepDevice } from '../requests/deviceCookie.ts';
import { clearSession, readSession, setSession } from '../requests/sessionCookies.ts';
import { invoiceRoutes } from './invoices.ts';

/** The office's door: staff and admins on a chain's host, operators on theirs. */
export const officeDoorRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.post(
    '/office/session',
    {
      schema: {
        summary: 'Sign in with e-mail and password',
        tags: ['office'],
        body: OfficeSignIn,
        response: { 200: OfficeMe },
      },
    },
    async (request, reply) => {
      if (request.site.kind === 'operator') {
        const ctx = platformContext(request);
        const { sessionId, device } = await operatorSignIn({ ctx, input: request.body });
        setSession(reply, request, 'office', { sid: sessionId, days: officeSessionDays });
        keepDevice(request, reply, device);
        return { email: request.body.email.toLowerCase(), role: 'operator' as const };
      }
      const ctx = siteContext(request);
      const { sessionId, device } = await officeSignIn({ ctx, input: request.body });
      setSession(reply, request, 'office', { sid: sessionId, days: officeSessionDays });
      keepDevice(request, reply, device);
      return memberOut(await resumeMember(ctx.app, ctx.chain.id, sessionId));
    },
  );

  app.post(
    '/office/password',
    {
      schema: {
        summary: 'Accept an invitation by setting a password',
        tags: ['office'],
        body: SetPassword,
        response: { 200: OfficeMe },
      },
    },
    async (request, reply) => {
      const ctx = siteContext(request);
      const { sessionId, device } = await acceptInvitation({ ctx, input: request.body });
      setSession(reply, request, 'office', { sid: sessionId, days: officeSessionDays });
      keepDevice(request, reply, device);
      return memberOut(await resumeMember(ctx.app, ctx.chain.id, sessionId));
    },
  );

  app.delete(
    '/office/session',
    { schema: { summary: 'Sign out', tags: ['office'], response: { 204: Type.Null() } } },
    async (request, reply) => {
      const token = readSession(request, 'office');
      if (request.site.kind === 'operator') {
        if (token) await signOutOperator(platformContext(request).app, token.sid);
      } else {
        const { app: efk, chain } = siteContext(request);
        if (token) await signOut(efk, chain.id, token.sid);
      }
      clearSession(reply, 'office');
      return reply.code(204).send(null);
    },
  );

  app.get(
    '/office/me',
    { schema: { summary: 'Who is signed in', tags: ['office'], response: { 200: OfficeMe } } },
    async (request) => {
      const token = readSession(request, 'office');
      if (request.site.kind === 'operator') {
        const operator = token && (await resumeOperator(platformContext(request).app, token.sid));
        if (!operator) throw new Problem('session.required');
        return { email: operator.email, role: 'operator' as const };
      }
      const ctx = siteContext(request);
      return memberOut(token && (await resumeMember(ctx.app, ctx.chain.id, token.sid)));
    },
  );
};

/** Staff and admins of a chain. */
export const officeRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.addHook('onRequest', onlyOffice);
  await app.register(invoiceRoutes, { contextOf: officeOf, tag: 'office' });
  app.get(
    '/stores',
    { schema: { summary: 'Stores this member may see', tags: ['office'], response: { 200: ListOf(StoreOut) } } },
    (request) => ownStores({ ctx: officeOf(request) }),
  );
};

function memberOut(member: Awaited<ReturnType<typeof resumeMember>>): OfficeMe {
  if (!member) throw new Problem('session.required');
  const { email, role, storeCode, storeName } = member;
  return { email, role, ...(storeCode && storeName ? { store: { code: storeCode, name: storeName } } : {}) };
}
