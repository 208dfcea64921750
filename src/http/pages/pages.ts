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
import { fillShell, type Shell } from './shell.ts';

/**
 * The web app, for every address that is neither API nor file. An address that is no page of the app gets status 404 with
 * the same app.
 */
export const pages = fp(async (app: FastifyInstance, { shell, baseDomain }: { shell: Shell; baseDomain: string }) => {
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
      .send(fillShell(shell, boot, languageOf(request)));
  });
});

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
