import type { FastifyInstance } from 'fastify';
import { poland } from '../../domain/countries/pl/poland.ts';
import { chainDay } from '../../domain/day.ts';
import { Problem } from '../../domain/problem.ts';
import type { MailCatcher } from '../mailCatcher/catcher.ts';
import { paperPage, paperPolicy } from '../paper/paper.ts';
import type { DemoFacts, DemoPapers } from './demoFacts.ts';
import { demoIndex } from './demoIndex.ts';

/**
 * Routes that only `npm start` serves: the index at `<base>`, the mail catcher at `mail.<base>`, and `/demo/receipts`
 * on each demo chain's site.
 */
export function demoRoutes(options: {
  catcher?: MailCatcher;
  papersOf(slug: string): DemoPapers | undefined;
  facts(): DemoFacts | undefined;
}): (app: FastifyInstance) => Promise<void> {
  return async (app) => {
    app.addHook('onRequest', async (request, reply) => {
      if (request.site.kind !== 'mail' || !options.catcher) return;
      reply.hijack();
      options.catcher.handler(request.raw, reply.raw);
    });

    app.addHook('onRequest', async (request, reply) => {
      const facts = request.site.kind === 'platform' && request.url === '/' ? options.facts() : undefined;
      if (!facts) return;
      reply.contentPolicy = paperPolicy;
      return reply.type('text/html; charset=utf-8').send(demoIndex(facts));
    });

    app.get('/demo/receipts', { config: { right: 'anyone' } }, async (request, reply) => {
      const papers = request.site.kind === 'chain' ? options.papersOf(request.site.chain.slug) : undefined;
      if (!papers) throw new Problem('not_found');
      reply.contentPolicy = paperPolicy;
      return reply
        .type('text/html; charset=utf-8')
        .send(paperPage(papers.chain, papers.receipts, chainDay(new Date(), poland.timeZone)));
    });
  };
}
