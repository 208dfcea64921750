import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { removeAccountant, setAccountant } from '../../app/accountant/set.ts';
import { downloadMonth } from '../../app/archive/download.ts';
import { endOtherSessions, endOwnSession } from '../../app/profile/endSessions.ts';
import { eraseAccount } from '../../app/profile/erase.ts';
import { exportData } from '../../app/profile/export.ts';
import { getProfile } from '../../app/profile/get.ts';
import { saveProfile } from '../../app/profile/save.ts';
import { withdrawConsent } from '../../app/profile/withdrawConsent.ts';
import { Id, Shape } from '../../contract/common.ts';
import { AccountantIn, AccountantOut, MonthQuery, ProfileIn, ProfileOut } from '../../contract/profile.ts';
import { ofMediaType } from '../mediaTypes.ts';
import { sendArchive } from '../replies/fileReplies.ts';
import { sessionIdOf, shopperOf } from '../requests/callers.ts';
import { clearSession } from '../requests/sessionCookies.ts';

const tags = ['shopper'];
const read = { right: 'profile.read' } as const;
const edit = { right: 'profile.edit' } as const;
const zip = (description: string) => ({ 200: ofMediaType(['application/zip'], description) });

/** What belongs to the signed-in shopper: her account, sessions and files, and who else gets her invoices. */
export const profileRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '/profile',
    { config: read, schema: { summary: 'Her account', tags, response: { 200: ProfileOut } } },
    (request) => getProfile({ ctx: shopperOf(request), input: { sessionId: sessionIdOf(request) } }),
  );

  app.put(
    '/profile',
    {
      config: edit,
      schema: { summary: 'Her name and language', tags, body: ProfileIn, response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      await saveProfile({ ctx: shopperOf(request), input: request.body });
      return reply.code(204).send(null);
    },
  );

  app.delete(
    '/profile',
    {
      config: { right: 'profile.erase' },
      schema: {
        summary: 'Erase the account; the law keeps its invoices. Needs a session younger than 10 minutes',
        tags,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await eraseAccount({ ctx: shopperOf(request), input: { sessionId: sessionIdOf(request) } });
      clearSession(reply, 'shopper');
      return reply.code(204).send(null);
    },
  );

  app.get(
    '/profile/export',
    {
      config: read,
      schema: { summary: 'All that is kept about her', tags, response: zip('JSON files and PDFs in one ZIP file') },
    },
    async (request, reply) =>
      sendArchive(reply, await exportData({ ctx: shopperOf(request), input: { sessionId: sessionIdOf(request) } })),
  );

  app.delete(
    '/profile/consent',
    {
      config: edit,
      schema: { summary: 'Withdraw the consent to electronic invoices', tags, response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      await withdrawConsent({ ctx: shopperOf(request) });
      return reply.code(204).send(null);
    },
  );

  app.delete(
    '/profile/sessions',
    { config: edit, schema: { summary: 'Sign out everywhere else', tags, response: { 204: Type.Null() } } },
    async (request, reply) => {
      await endOtherSessions({ ctx: shopperOf(request), input: { sessionId: sessionIdOf(request) } });
      return reply.code(204).send(null);
    },
  );

  app.delete(
    '/profile/sessions/:id',
    {
      config: edit,
      schema: { summary: 'Sign out one session', tags, params: Shape({ id: Id }), response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      await endOwnSession({ ctx: shopperOf(request), input: request.params });
      return reply.code(204).send(null);
    },
  );

  app.put(
    '/accountant',
    {
      config: edit,
      schema: {
        summary: 'Where her invoices are sent besides; a new address is asked by mail first',
        tags,
        body: AccountantIn,
        response: { 200: AccountantOut },
      },
    },
    (request) => setAccountant({ ctx: shopperOf(request), input: request.body }),
  );

  app.delete(
    '/accountant',
    { config: edit, schema: { summary: 'Send her invoices nowhere else', tags, response: { 204: Type.Null() } } },
    async (request, reply) => {
      await removeAccountant({ ctx: shopperOf(request) });
      return reply.code(204).send(null);
    },
  );

  app.get(
    '/invoices/archive',
    {
      config: { right: 'ownInvoices.read' },
      schema: {
        summary: 'The invoices of a month',
        tags,
        querystring: MonthQuery,
        response: zip('The PDFs and a list as CSV in one ZIP file'),
      },
    },
    async (request, reply) =>
      sendArchive(reply, await downloadMonth({ ctx: shopperOf(request), input: request.query })),
  );
};
