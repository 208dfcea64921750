import type { FastifyRequest } from 'fastify';
import { Problem } from '../../domain/problem.ts';

/** Up to 255 visible characters that the client made up. Throws idempotency.key_required without them. */
export function idempotencyKeyOf({ headers }: Pick<FastifyRequest, 'headers'>): string {
  const key = headers['idempotency-key'];
  if (typeof key === 'string' && /^[\x21-\x7e]{1,255}$/.test(key)) return key;
  const code = key === undefined ? 'field.required' : 'field.pattern';
  throw new Problem('idempotency.key_required', {}, [{ pointer: '/headers/idempotency-key', code }]);
}
