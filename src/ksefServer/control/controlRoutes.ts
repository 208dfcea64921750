import type { FastifyInstance } from 'fastify';
import type { Control } from './control.ts';

/** `POST /control/{function}` with a JSON array of arguments. Anyone who reaches the address may do anything: for tests alone. */
export function registerControl(app: FastifyInstance, control: Control): void {
  app.post<{ Params: { name: string }; Body: unknown }>('/control/:name', async (request, reply) => {
    const { name } = request.params;
    if (!Object.hasOwn(control, name)) return reply.code(404).send();
    const call = control[name as keyof Control] as (...values: unknown[]) => unknown;
    const result = await call(...(Array.isArray(request.body) ? request.body : []));
    return reply.type('application/json').send(result ?? {});
  });
}
