import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type WorkLimit, workOf } from '../../app/budgets/work.ts';
import { Problem } from '../../domain/problem.ts';

// A refused receipt costs one unit, and so does each 1,000 bytes of it. A whole night's batch may be refused at once; a
// till that sends only refused receipts is limited to ten a second.
const limit: WorkLimit = { most: 60_000, perSecond: 10 };
// A batch that is broken off costs one more minute of budget, because its body was received for nothing.
const brokenOff = 600;
// Charged for a body without a length.
const unknownBytes = 100_000;
const refusals = new Set([400, 409, 413, 422]);

export type RefusedWork = { spend(bytes: number): void; breakOff(): void; overdrawn(): Problem | undefined };

/** Budget of a POS key for refused receipts. */
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

/** Refuses a till that has spent its budget before its body is read, and charges each refused single receipt. */
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
