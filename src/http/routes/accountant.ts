import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { confirm, readAccountant, stop } from '../../app/accountant/answer.ts';
import { Shape } from '../../contract/common.ts';
import { AccountantAsked, AccountantToken } from '../../contract/profile.ts';
import { siteContext } from '../requests/callers.ts';

const config = { right: 'anyone' } as const;
const tags = ['shopper'];
const schema = { tags, body: AccountantToken, response: { 200: AccountantAsked } };

/**
 * For the reader of a mail to an accountant's address. The token stands in the body and all three are POST: programs that
 * open every link in a mail change nothing.
 */
export const accountantRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.post(
    '/accountant/read',
    { config, schema: { summary: 'What the mail to an accountant asks', ...schema } },
    (request) => readAccountant({ ctx: siteContext(request), input: request.body }),
  );
  app.post(
    '/accountant/confirm',
    { config, schema: { summary: 'The accountant agrees to get the invoices', ...schema } },
    (request) => confirm({ ctx: siteContext(request), input: request.body }),
  );
  app.post(
    '/accountant/stop',
    { config, schema: { summary: 'The accountant wants no more of them', ...schema } },
    (request) => stop({ ctx: siteContext(request), input: request.body }),
  );
};

/**
 * The address in List-Unsubscribe: a mail program's POST stops the mails; a person who opens it sees the page. The body
 * says `List-Unsubscribe=One-Click` in one of two forms, and is not needed. Source: RFC 8058, section 3.2.
 */
export const oneClickStop: FastifyPluginAsyncTypebox = async (app) => {
  app.addContentTypeParser(
    ['application/x-www-form-urlencoded', 'multipart/form-data'],
    { parseAs: 'string', bodyLimit: 10_000 },
    (_request, _body, done) => done(null, null),
  );
  app.post(
    '/accountant/:token',
    { config, schema: { params: Shape({ token: Type.String({ maxLength: 100 }) }), response: { 204: Type.Null() } } },
    async (request, reply) => {
      await stop({ ctx: siteContext(request), input: request.params });
      return reply.code(204).send(null);
    },
  );
};
