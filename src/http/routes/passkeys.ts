import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { addPasskey, passkeyCreation } from '../../app/passkeys/add.ts';
import { forgetPasskey, ownPasskeys } from '../../app/passkeys/list.ts';
import { passkeyRequest, signInWithPasskey } from '../../app/passkeys/signIn.ts';
import { me } from '../../app/sessions/signIn.ts';
import { Id, Shape } from '../../contract/common.ts';
import {
  NewPasskey,
  PasskeyCreation,
  PasskeyOut,
  PasskeyProof,
  PasskeyRequest,
  Passkeys,
} from '../../contract/passkeys.ts';
import { Me } from '../../contract/sessions.ts';
import { shopperOf, siteContext } from '../requests/callers.ts';
import { keepChallenge, takeChallenge } from '../requests/challengeCookie.ts';
import { startSession } from '../requests/sessionCookies.ts';

const tags = ['shopper'];

/** Passkeys of shoppers: signing in with one is open to anyone, the list is each shopper's own. */
export const passkeyRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.post(
    '/auth/session/passkey-options',
    {
      config: { right: 'anyone' },
      schema: { summary: 'Options for signing in with a passkey', tags, response: { 200: PasskeyRequest } },
    },
    async (request, reply) => {
      const options = await passkeyRequest({ ctx: siteContext(request) });
      keepChallenge(reply, options.challenge);
      return options;
    },
  );

  app.post(
    '/auth/session/passkey',
    {
      config: { right: 'anyone' },
      schema: { summary: 'Sign in with a passkey', tags, body: PasskeyProof, response: { 200: Me } },
    },
    async (request, reply) => {
      const ctx = siteContext(request);
      const challenge = takeChallenge(request, reply);
      const session = await signInWithPasskey({ ctx, input: { ...request.body, challenge } });
      startSession(request, reply, 'shopper', session);
      return me({ ctx: { ...ctx, shopper: session.shopper } });
    },
  );

  app.get(
    '/auth/passkeys',
    { config: { right: 'passkeys.read' }, schema: { summary: 'Own passkeys', tags, response: { 200: Passkeys } } },
    (request) => ownPasskeys({ ctx: shopperOf(request) }),
  );

  app.post(
    '/auth/passkeys/options',
    {
      config: { right: 'passkeys.add' },
      schema: { summary: 'Options for making a passkey', tags, response: { 200: PasskeyCreation } },
    },
    async (request, reply) => {
      const options = await passkeyCreation({ ctx: shopperOf(request) });
      keepChallenge(reply, options.challenge);
      return options;
    },
  );

  app.post(
    '/auth/passkeys',
    {
      config: { right: 'passkeys.add' },
      schema: { summary: 'Keep a new passkey', tags, body: NewPasskey, response: { 201: PasskeyOut } },
    },
    async (request, reply) => {
      const ctx = shopperOf(request);
      const challenge = takeChallenge(request, reply);
      return reply.code(201).send(await addPasskey({ ctx, input: { ...request.body, challenge } }));
    },
  );

  app.delete(
    '/auth/passkeys/:id',
    {
      config: { right: 'passkeys.delete' },
      schema: { summary: 'Forget a passkey', tags, params: Shape({ id: Id }), response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      await forgetPasskey({ ctx: shopperOf(request), input: request.params });
      return reply.code(204).send(null);
    },
  );
};
