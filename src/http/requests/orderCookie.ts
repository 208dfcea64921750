import type { FastifyReply, FastifyRequest } from 'fastify';
import { newSecret } from '../../app/passwords/secrets.ts';
import { Problem } from '../../domain/problem.ts';

const name = '__Host-efk_order';
const options = { path: '/', httpOnly: true, secure: true, sameSite: 'lax' } as const;
const seconds = 2 * 3600;

/** The secret by which this browser recognises the orders that it sent; a new one where it has none. */
export function keepWaiter(request: FastifyRequest, reply: FastifyReply): string {
  const waiter = readWaiter(request) ?? newSecret('wait');
  reply.setCookie(name, waiter, { ...options, maxAge: seconds });
  return waiter;
}

/** Throws not_found in a browser that sent no order. */
export function waiterOf(request: FastifyRequest): string {
  const waiter = readWaiter(request);
  if (waiter === undefined) throw new Problem('not_found');
  return waiter;
}

/** The next person at this browser waits for nothing. */
export function forgetWaiter(request: FastifyRequest, reply: FastifyReply): void {
  if (readWaiter(request) !== undefined) reply.clearCookie(name, options);
}

function readWaiter({ cookies }: FastifyRequest): string | undefined {
  const waiter = cookies[name];
  return waiter !== undefined && /^wait_[0-9a-f]{40}$/.test(waiter) ? waiter : undefined;
}
