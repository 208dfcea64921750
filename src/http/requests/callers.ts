import type { FastifyRequest } from 'fastify';
import type {
  App,
  OfficeContext,
  OperatorContext,
  PlatformContext,
  ReaderContext,
  ShopperContext,
  SiteContext,
} from '../../app/context.ts';
import { chainOffice, type Office, platformOffice } from '../../app/sessions/offices.ts';
import { browserWords } from '../../domain/browserWords.ts';
import { Problem } from '../../domain/problem.ts';
import { devicesOf } from './deviceCookie.ts';
import { languageOf } from './language.ts';
import { networkOf } from './network.ts';

declare module 'fastify' {
  interface FastifyInstance {
    efk: App;
  }
  interface FastifyRequest {
    /** The authenticated caller, set when the route's right was checked. */
    caller: {
      shopper?: ShopperContext;
      office?: OfficeContext;
      operator?: OperatorContext;
      posKeyId?: string;
      sessionId?: string;
    };
  }
}

/** The chain's site of this request. Other sites are not found. */
export function siteContext(request: FastifyRequest): SiteContext {
  const { site } = request;
  if (site.kind !== 'chain') throw new Problem('not_found');
  return { ...originOf(request), chain: site.chain };
}

export function platformContext(request: FastifyRequest): PlatformContext {
  if (request.site.kind !== 'operator') throw new Problem('not_found');
  return originOf(request);
}

/** The office of this host: a chain's office, or the platform's on the operator's host. */
export function officeHere(request: FastifyRequest): Office {
  return request.site.kind === 'operator'
    ? platformOffice(platformContext(request))
    : chainOffice(siteContext(request));
}

function originOf(request: FastifyRequest): PlatformContext {
  return {
    app: request.server.efk,
    language: languageOf(request),
    network: networkOf(request.ip),
    devices: devicesOf(request),
    browser: browserWords(request.headers['user-agent'] ?? ''),
  };
}

/** The session of a signed-in caller. */
export function sessionIdOf(request: FastifyRequest): string {
  return present(request.caller.sessionId);
}

export function shopperOf(request: FastifyRequest): ShopperContext {
  return present(request.caller.shopper);
}

export function officeOf(request: FastifyRequest): OfficeContext {
  return present(request.caller.office);
}

/** A shopper for her own invoices, or staff for the chain's. When a browser has both sessions, the shopper's is used. */
export function readerContext(request: FastifyRequest): ReaderContext {
  return present(request.caller.shopper ?? request.caller.office);
}

export function operatorOf(request: FastifyRequest): OperatorContext {
  return present(request.caller.operator);
}

function present<T>(context: T | undefined): T {
  if (!context) throw new Error('the right of this route belongs to another audience');
  return context;
}
