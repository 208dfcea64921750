import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { getSiteText, publishSiteText } from '../../app/siteTexts/edit.ts';
import { getTemplate } from '../../app/templates/get.ts';
import { previewFile, previewState, startPreview } from '../../app/templates/preview.ts';
import { publishTemplate, rollBackTemplate } from '../../app/templates/publish.ts';
import { saveDraft } from '../../app/templates/saveDraft.ts';
import { Id, Shape } from '../../contract/common.ts';
import {
  DraftSaved,
  PreviewStarted,
  PreviewState,
  Publish,
  Published,
  Rollback,
  SaveDraft,
  TemplateKind,
  TemplateOut,
} from '../../contract/templates.ts';
import { PublishSiteText, SiteTextName, SiteTextOut, SiteTextPublished } from '../../contract/texts/siteTexts.ts';
import { ofMediaType } from '../mediaTypes.ts';
import { sendSample } from '../replies/fileReplies.ts';
import { officeOf } from '../requests/callers.ts';

const params = Shape({ kind: TemplateKind });
const tags = ['office'];
const reading = { right: 'templates.edit' } as const;
const editing = { ...reading, stopsWhenSuspended: true } as const;
const publishing = { right: 'templates.publish', stopsWhenSuspended: true } as const;
const bodyLimit = 1024 * 1024;

/** Templates and theme, for the chain's admins. */
export const templateRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '/templates/:kind',
    {
      config: reading,
      schema: { summary: 'Draft, published source and versions', tags, params, response: { 200: TemplateOut } },
    },
    (request) => getTemplate({ ctx: officeOf(request), input: request.params }),
  );

  app.put(
    '/templates/:kind/draft',
    {
      config: editing,
      bodyLimit,
      schema: { summary: 'Save the draft', tags, params, body: SaveDraft, response: { 200: DraftSaved } },
    },
    (request) => saveDraft({ ctx: officeOf(request), input: { ...request.params, ...request.body } }),
  );

  app.post(
    '/templates/:kind/previews',
    {
      config: editing,
      bodyLimit,
      schema: {
        summary: 'Render a sample',
        tags,
        params,
        body: Shape({ source: SaveDraft.properties.source }),
        response: { 202: PreviewStarted },
      },
    },
    async (request, reply) =>
      reply
        .code(202)
        .send(await startPreview({ ctx: officeOf(request), input: { ...request.params, ...request.body } })),
  );

  app.get(
    '/template-previews/:id',
    {
      config: reading,
      schema: { summary: 'State of a sample', tags, params: Shape({ id: Id }), response: { 200: PreviewState } },
    },
    (request) => previewState({ ctx: officeOf(request), input: request.params }),
  );

  app.get(
    '/template-previews/:id/file',
    {
      config: reading,
      schema: {
        summary: 'The sample',
        tags,
        params: Shape({ id: Id }),
        response: { 200: ofMediaType(['application/pdf', 'text/html'], 'An invoice as PDF, a mail as HTML') },
      },
    },
    async (request, reply) => sendSample(reply, await previewFile({ ctx: officeOf(request), input: request.params })),
  );

  app.post(
    '/templates/:kind/publish',
    {
      config: publishing,
      schema: { summary: 'Publish the draft', tags, params, body: Publish, response: { 200: Published } },
    },
    (request) => publishTemplate({ ctx: officeOf(request), input: { ...request.params, ...request.body } }),
  );

  app.post(
    '/templates/:kind/rollback',
    {
      config: publishing,
      schema: {
        summary: 'Put an earlier version in force',
        tags,
        params,
        body: Rollback,
        response: { 200: Published },
      },
    },
    (request) => rollBackTemplate({ ctx: officeOf(request), input: { ...request.params, ...request.body } }),
  );
};

const texts = { right: 'siteTexts.edit' } as const;
/** The texts of the chain's site, for its admins. A suspended chain may change them too: its site is still read. */
export const siteTextRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '/texts/:kind/:language',
    {
      config: texts,
      schema: { summary: 'A text and its versions', tags, params: SiteTextName, response: { 200: SiteTextOut } },
    },
    (request) => getSiteText({ ctx: officeOf(request), input: request.params }),
  );

  app.post(
    '/texts/:kind/:language/publish',
    {
      config: texts,
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
