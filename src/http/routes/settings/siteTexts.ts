import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { getSiteText, publishSiteText } from '../../../app/siteTexts/edit.ts';
import { PublishSiteText, SiteTextName, SiteTextOut, SiteTextPublished } from '../../../contract/texts/siteTexts.ts';
import { officeOf } from '../../requests/callers.ts';

const config = { right: 'siteTexts.edit' } as const;
const tags = ['office'];

/** The texts of the chain's site, for its admins. A suspended chain may change them too: its site is still read. */
export const siteTextRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '/texts/:kind/:language',
    {
      config,
      schema: { summary: 'A text and its versions', tags, params: SiteTextName, response: { 200: SiteTextOut } },
    },
    (request) => getSiteText({ ctx: officeOf(request), input: request.params }),
  );

  app.post(
    '/texts/:kind/:language/publish',
    {
      config,
      schema: {
        summary: 'Publish a text',
        tags,
        params: SiteTextName,
        body: PublishSiteText,
        response: { 200: SiteTextPublished },
      },
    },
    (request) => publishSiteText({ ctx: officeOf(request), input: { ...request.params, ...request.body } }),
  );
};
