import type { FastifyInstance, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { publicChain } from '../../app/chains/publicFacts.ts';
import type { Boot } from '../../contract/chains.ts';
import { isWebPage } from '../../contract/webPages.ts';
import { Problem } from '../../domain/problem.ts';
import { siteContext } from '../requests/callers.ts';
import { languageOf } from '../requests/language.ts';
import { pathOf } from '../requests/path.ts';
import { readSession } from '../requests/sessionCookies.ts';
import type { FirstView } from './firstScreen.ts';
import { fillShell, type Shell } from './shell.ts';
import { webManifest } from './webManifest.ts';

type Options = { shell: Shell; serviceWorker: string; baseDomain: string };

/**
 * The web app, for every address that is neither API nor file. An address that is no page of the app gets status 404 with
 * the same app.
 */
export const pages = fp(async (app: FastifyInstance, { shell, serviceWorker, baseDomain }: Options) => {
  app.get('/manifest.webmanifest', { config: { right: 'anyone' } }, async (request, reply) => {
    const chain = await publicChain({ ctx: siteContext(request) });
    reply.header('cache-control', 'no-cache').header('vary', 'Accept-Language').type('application/manifest+json');
    return JSON.stringify(webManifest(chain, languageOf(request)));
  });

  app.get('/service-worker.js', { config: { right: 'anyone' } }, async (_request, reply) => {
    // A worker fetches under its own policy; browsers ask for the file itself at each visit.
    reply.contentPolicy = "default-src 'none'; connect-src 'self'";
    return reply.type('text/javascript; charset=utf-8').header('cache-control', 'no-cache').send(serviceWorker);
  });

  app.get('/*', { config: { right: 'anyone' } }, async (request, reply) => {
    const pathname = pathOf(request.url);
    if (/^\/(api|theme|fonts|_app)\//.test(pathname)) throw new Problem('not_found');
    const { site } = request;
    if (site.kind === 'mail') throw new Problem('not_found');
    const boot = await bootOf(request, baseDomain);
    reply.contentPolicy = shell.policy;
    const found = boot.site !== 'unknown' && isWebPage(pathname);
    return reply
      .code(found ? 200 : 404)
      .headers({
        'cache-control': 'no-store',
        'permissions-policy': 'camera=(self), microphone=(), geolocation=()',
        vary: 'Cookie, Accept-Language',
      })
      .type('text/html; charset=utf-8')
      .send(fillShell(shell, boot, languageOf(request), viewOf(pathname, found, boot)));
  });
});

/** A suspended chain's start page offers no scan, and the office has its own header. */
function viewOf(pathname: string, found: boolean, { chain }: Boot): FirstView {
  if (!found) return 'lost';
  return pathname === '/' && chain?.status === 'active' ? 'start' : 'header';
}

async function bootOf(request: FastifyRequest, baseDomain: string): Promise<Boot> {
  const sessions = {
    shopper: readSession(request, 'shopper') !== undefined,
    office: readSession(request, 'office') !== undefined,
  };
  const { site } = request;
  if (site.kind === 'chain')
    return { site: 'chain', chain: await publicChain({ ctx: siteContext(request) }), sessions, baseDomain };
  const kind = site.kind === 'operator' || site.kind === 'platform' ? site.kind : 'unknown';
  return { site: kind, sessions, baseDomain };
}
