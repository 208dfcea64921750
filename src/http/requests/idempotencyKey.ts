import type { FastifyRequest } from 'fastify';
import { Problem } from '../../domain/problem.ts';

/** The client's key: up to 255 visible characters. Throws idempotency.key_required for anything else. */
export function idempotencyKeyOf({ headers }: Pick<FastifyRequest, 'headers'>): string {
  const key = headers['idempotency-key'];
  if (typeof key === 'string' && /^[\x21-\x7e]{1,255}$/.test(key)) return key;
  const code = key === undefined ? 'field.required' : 'field.pattern';
  throw new Problem('idempotency.key_required', {}, [{ pointer: '/headers/idempotency-key', code }]);
}
