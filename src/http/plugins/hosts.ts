import type { FastifyInstance, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import type { ChainName, ChainResolver } from '../../app/chains/resolve.ts';
import { Problem } from '../../domain/problem.ts';
import { pathOf } from '../requests/path.ts';

/** The site of a request. Only the Host header decides. */
export type RequestSite =
  | { kind: 'chain'; chain: ChainName }
  | { kind: 'operator' }
  | { kind: 'platform' }
  | { kind: 'mail' }
  | { kind: 'unknown' };

declare module 'fastify' {
  interface FastifyRequest {
    site: RequestSite;
    /** The exact origin of this site: `http://zielony.localhost:3000`. */
    ownOrigin: string;
  }
}

type Options = {
  baseDomain: string;
  scheme: 'http' | 'https';
  chains: ChainResolver;
};

/** Gives every request its site. */
export const hosts = fp(async (app: FastifyInstance, options: Options) => {
  app.decorateRequest('site');
  app.decorateRequest('ownOrigin', '');
  const pattern = hostPattern(options.baseDomain);
  app.addHook('onRequest', async (request) => {
    const host = singleHost(request);
    refuseOtherTarget(request.url, host);
    const label = host === undefined ? undefined : pattern.exec(host)?.groups;
    request.ownOrigin = `${options.scheme}://${host ?? ''}`;
    request.site = label ? await siteOf(label.label, options) : { kind: 'unknown' };
    // The page for a wrong address needs its fonts and colours; the API exists only on known hosts.
    if (request.site.kind === 'unknown' && pathOf(request.url).startsWith('/api/')) throw new Problem('not_found');
  });
  // A change by an operator must take effect before she gets the answer.
  app.addHook('onSend', async (request) => {
    if (request.site?.kind === 'operator' && request.method !== 'GET') options.chains.forget();
  });
});

/** One lower-case label before the base domain, and an optional port. */
function hostPattern(baseDomain: string): RegExp {
  return new RegExp(`^(?:(?<label>[a-z][a-z0-9-]{0,30})\\.)?${baseDomain.replaceAll('.', '\\.')}(?::[0-9]{1,5})?$`);
}

// Node silently keeps the first of two Host headers, so they are counted in the raw list.
function singleHost(request: FastifyRequest): string | undefined {
  const { rawHeaders, headers } = request.raw;
  const count = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length;
  return count === 1 ? headers.host : undefined;
}

// A proxy may have routed by the address in the request line, while the site is chosen by the Host header.
function refuseOtherTarget(url: string, host: string | undefined): void {
  if (url.startsWith('/')) return;
  const [, scheme, authority] = /^([a-z][a-z0-9+.-]*):(?:\/\/([^/?#\\]*))?/i.exec(url) ?? [];
  const isOurs = scheme === undefined || (/^https?$/i.test(scheme) && authority === host);
  if (!isOurs) throw new Problem('request.invalid');
}

async function siteOf(label: string | undefined, { chains }: Options): Promise<RequestSite> {
  if (label === undefined) return { kind: 'platform' };
  if (label === 'operator' || label === 'mail') return { kind: label };
  const chain = await chains.resolve(label);
  return chain ? { kind: 'chain', chain } : { kind: 'unknown' };
}
