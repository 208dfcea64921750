import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { createChain } from '../../app/chains/create.ts';
import { createPosKey } from '../../app/chains/createPosKey.ts';
import { listChains } from '../../app/chains/list.ts';
import { setStatus } from '../../app/chains/setStatus.ts';
import { ChainCreated, ChainRow, NewChain, PosKeyCreated } from '../../contract/chains.ts';
import { Id, ListOf, Shape, Text } from '../../contract/common.ts';
import { operatorOf } from '../requests/callers.ts';

const params = Shape({ id: Id });
const tags = ['operator'];
const Status = Shape({ id: Id, status: ChainRow.properties.status });

/** Routes for the platform's operators, on `operator.<base>`. */
export const operatorRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '/chains',
    {
      config: { right: 'chains.read' },
      schema: {
        summary: 'Chains and what they did in 30 days',
        tags,
        querystring: Shape({
          q: Type.Optional(Type.String({ maxLength: 100 })),
          cursor: Type.Optional(Type.String({ maxLength: 200 })),
        }),
        response: { 200: ListOf(ChainRow) },
      },
    },
    (request) => listChains({ ctx: operatorOf(request), input: request.query }),
  );

  app.post(
    '/chains',
    {
      config: { right: 'chains.create' },
      schema: { summary: 'Take a chain on', tags, body: NewChain, response: { 201: ChainCreated } },
    },
    async (request, reply) =>
      reply.code(201).send(await createChain({ ctx: operatorOf(request), input: request.body })),
  );

  app.post(
    '/chains/:id/suspend',
    { config: { right: 'chains.suspend' }, schema: { summary: 'Suspend', tags, params, response: { 200: Status } } },
    (request) => setStatus({ ctx: operatorOf(request), input: { ...request.params, status: 'suspended' } }),
  );

  app.post(
    '/chains/:id/resume',
    { config: { right: 'chains.suspend' }, schema: { summary: 'Resume', tags, params, response: { 200: Status } } },
    (request) => setStatus({ ctx: operatorOf(request), input: { ...request.params, status: 'active' } }),
  );

  app.post(
    '/chains/:id/keys',
    {
      config: { right: 'posKeys.create' },
      schema: {
        summary: 'One more POS key, shown once',
        tags,
        params,
        body: Shape({ label: Text(60) }),
        response: { 201: PosKeyCreated },
      },
    },
    async (request, reply) =>
      reply.code(201).send(
        await createPosKey({
          ctx: operatorOf(request),
          input: { chainId: request.params.id, label: request.body.label },
        }),
      ),
  );
};
