import { readFile } from 'node:fs/promises';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { themeById } from '../../app/layouts/theme.ts';
import { Shape } from '../../contract/common.ts';
import type { Theme } from '../../domain/chains/theme.ts';
import { fontFamilies } from '../../domain/chains/theme.ts';
import { Problem } from '../../domain/problem.ts';
import { type Face, fontFace } from '../../render/page/fonts.ts';
import { themeStylesheet } from '../../render/page/themeCss.ts';
import { siteContext } from '../requests/callers.ts';

const config = { right: 'anyone' } as const;
const forEver = 'public, max-age=31536000, immutable';
const platformTheme = new URL('../../../themes/default/theme.json', import.meta.url);

/** The chain's tokens, logo and fonts. Addresses name a version, so they can be kept for ever. */
export const themeRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '/theme/:file',
    {
      config,
      schema: { params: Shape({ file: Type.String({ pattern: '^([0-9a-f-]{36}\\.(css|svg)|platform\\.css)$' }) }) },
    },
    async (request, reply) => {
      const [id = '', kind] = request.params.file.split('.');
      const theme =
        id === 'platform' ? await ownTheme() : await themeById({ ctx: siteContext(request), input: { id } });
      reply.header('cache-control', id === 'platform' ? 'public, max-age=3600' : forEver);
      // A logo opened by itself is a document: it may do nothing.
      if (kind === 'svg') return reply.type('image/svg+xml').send(theme.logo);
      return reply.type('text/css; charset=utf-8').send(themeStylesheet(theme, (face) => `/fonts/${fileOf(face)}`));
    },
  );

  app.get(
    '/fonts/:file',
    { config, schema: { params: Shape({ file: Type.String({ pattern: '^[a-z0-9-]{1,60}\\.woff2$' }) }) } },
    async (request, reply) => {
      const face: Face | undefined = faceOf(request.params.file);
      if (!face) throw new Problem('not_found');
      return reply
        .type('font/woff2')
        .header('cache-control', forEver)
        .send(Buffer.from(await fontFace(face.family, face.weight, face.subset)));
    },
  );
};

async function ownTheme(): Promise<Theme> {
  return { ...(JSON.parse(await readFile(platformTheme, 'utf8')) as Theme), name: 'eFakturomat', logo: '' };
}

/** `barlow-condensed-700-polish.woff2` */
function fileOf({ family, weight, subset }: Face): string {
  return `${family.toLowerCase().replaceAll(' ', '-')}-${weight}-${subset}.woff2`;
}

function faceOf(file: string): Face | undefined {
  const faces = fontFamilies.flatMap((family) =>
    ([400, 600, 700, 800] as const).flatMap((weight) =>
      (['polish', 'full'] as const).map((subset) => ({ family, weight, subset })),
    ),
  );
  return faces.find((face) => fileOf(face) === file);
}
