import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type WorkLimit, workOf } from '../../app/budgets/work.ts';
import { Problem } from '../../domain/problem.ts';

// A receipt and each thousand bytes of it cost one. A whole night's batch may be refused at a stroke; a till that sends
// nothing but what is refused is slowed to ten a second.
const limit: WorkLimit = { most: 60_000, perSecond: 10 };
// A batch that is broken off costs a minute more: its rest was received for nothing.
const brokenOff = 600;
// What a body without a length is charged.
const unknownBytes = 100_000;
const refusals = new Set([400, 409, 413, 422]);

export type RefusedWork = { spend(bytes: number): void; breakOff(): void; overdrawn(): Problem | undefined };

/** What this till's key has spent on receipts that were refused. */
export function refusedWork(request: FastifyRequest): RefusedWork {
  const work = workOf(request.server.efk);
  const subject = `refused:${request.caller.posKeyId ?? ''}`;
  return {
    spend: (bytes) => work.spend(subject, limit, 1 + bytes / 1000),
    breakOff: () => work.spend(subject, limit, brokenOff),
    overdrawn() {
      try {
        work.assertLeft(subject, limit);
      } catch (problem) {
        if (problem instanceof Problem) return problem;
        throw problem;
      }
      return undefined;
    },
  };
}

/** A till that has spent all of it is refused before its body is read; each refused single receipt is charged. */
export function chargeRefusals(app: FastifyInstance): void {
  app.addHook('onRequest', async (request) => {
    const problem = refusedWork(request).overdrawn();
    if (problem) throw problem;
  });
  app.addHook('onResponse', async (request, reply) => {
    if (refusals.has(reply.statusCode))
      refusedWork(request).spend(Number(request.headers['content-length'] ?? unknownBytes));
  });
}
