import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { platformTheme, themeById, themeIcon } from '../../app/layouts/theme.ts';
import { Shape } from '../../contract/common.ts';
import { isAppIcon } from '../../domain/chains/appIcons.ts';
import { Problem } from '../../domain/problem.ts';
import { fontFace } from '../../render/page/fonts.ts';
import { themeStylesheet } from '../../render/page/themeCss.ts';
import { faceOf, fontPath } from '../replies/fontFiles.ts';
import { siteContext } from '../requests/callers.ts';

const config = { right: 'anyone' } as const;
const forEver = 'public, max-age=31536000, immutable';
const iconFile = /^(?<id>[0-9a-f-]{36})-(?<icon>[a-z0-9]{3,8})\.png$/;
const css = 'text/css; charset=utf-8';

/** The chain's tokens, logo and fonts. Addresses contain a version, so browsers may cache them for ever. */
export const themeRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get('/theme/platform.css', { config }, async (_request, reply) => {
    reply.type(css).header('cache-control', 'public, max-age=3600');
    return themeStylesheet(await platformTheme(), fontPath);
  });

  app.get(
    '/theme/:file',
    { config, schema: { params: Shape({ file: Type.String({ pattern: '^[0-9a-f-]{36}\\.(css|svg)$' }) }) } },
    async (request, reply) => {
      const [id = '', kind] = request.params.file.split('.');
      const theme = await themeById({ ctx: siteContext(request), input: { id } });
      reply.header('cache-control', forEver);
      // An SVG opened by itself is a document, so it gets no permissions.
      if (kind === 'svg') return reply.type('image/svg+xml').send(theme.logo);
      return reply.type(css).send(themeStylesheet(theme, fontPath));
    },
  );

  app.get(
    '/theme/icons/:file',
    { config, schema: { params: Shape({ file: Type.String({ pattern: iconFile.source }) }) } },
    async (request, reply) => {
      const { id = '', icon } = iconFile.exec(request.params.file)?.groups ?? {};
      if (!isAppIcon(icon)) throw new Problem('not_found');
      const png = await themeIcon({ ctx: siteContext(request), input: { id, icon } });
      return reply.type('image/png').header('cache-control', forEver).send(Buffer.from(png));
    },
  );

  app.get(
    '/fonts/:file',
    { config, schema: { params: Shape({ file: Type.String({ pattern: '^[a-z0-9-]{1,60}\\.woff2$' }) }) } },
    async (request, reply) => {
      const face = faceOf(request.params.file);
      if (!face) throw new Problem('not_found');
      reply.type('font/woff2').header('cache-control', forEver);
      return Buffer.from(await fontFace(face.family, face.weight, face.subset));
    },
  );
};
