import Fastify from 'fastify';
import { type Control, controlOf } from './control/control.ts';
import { faultList } from './faults/faults.ts';
import { registerBodies } from './http/bodies.ts';
import { errorReply, problem } from './http/errorReplies.ts';
import { registerOperations } from './http/routes.ts';
import { registerStorage } from './http/storageRoutes.ts';
import { type LimitSetting, rateLimits } from './limits/rateLimits.ts';
import { newKeys } from './state/newState.ts';
import type { Keys } from './state/state.ts';
import { openState } from './state/stateFile.ts';
import type { World } from './world.ts';

export type Options = {
  /** 0, the default, takes a free one. */
  port?: number;
  host?: string;
  /** Milliseconds since 1970, the clock of all rules. */
  now?: () => number;
  /** How long a sign-in and an invoice take. Default 300. */
  processingMs?: number;
  /** Default `production`. */
  limits?: LimitSetting;
  /** Keeps all that the server knows over a restart. */
  stateFile?: string;
  /** Keys of another server. Tests share them, because new ones take about a second. */
  keys?: Keys;
};

export type KsefServer = {
  /** For example http://127.0.0.1:4300/v2, as the base address of a client. */
  url: string;
  /** Where the addresses in QR codes lead, as https://qr.ksef.mf.gov.pl does. */
  origin: string;
  control: Control;
  close: () => Promise<void>;
};

const bodyLimit = 8_000_000;

/** A KSeF 2.0 of one's own, for tests and the demo. A client sees no difference to the real one. */
export async function startKsefServer(options: Options = {}): Promise<KsefServer> {
  const { port = 0, host = '127.0.0.1', now = Date.now, processingMs = 300 } = options;
  const kept = await openState(options.stateFile, async () => structuredClone(options.keys) ?? newKeys(now()));
  const limits = rateLimits(options.limits ?? 'production');
  let origin = '';
  const world: World = { state: kept.state, now, processingMs, faults: faultList(), origin: () => origin };
  const served = { world, limits, changed: kept.changed };
  const app = Fastify({ bodyLimit, forceCloseConnections: true, routerOptions: { maxParamLength: 1000 } });
  registerBodies(app);
  app.setErrorHandler((error, request, reply) => {
    const problemDetails = request.headers['x-error-format'] === 'problem-details';
    const asked = { path: request.url, problemDetails, now: now() };
    const known = errorReply(error, asked);
    if (known === undefined) console.error(error);
    const answer = known ?? problem(500, 'Internal Server Error', 'Nieznany błąd.', asked);
    return reply
      .code(answer.status)
      .headers(answer.headers ?? {})
      .type(answer.type)
      .send(answer.body);
  });
  registerOperations(app, served);
  registerStorage(app, served);
  const control = controlOf(world, limits, kept.changed);
  origin = await app.listen({ port, host });
  const close = async () => {
    await app.close();
    await kept.close();
  };
  return { url: `${origin}/v2`, origin, control, close };
}
