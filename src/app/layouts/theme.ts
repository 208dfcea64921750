import { readFile } from 'node:fs/promises';
import { templateVersion } from '../../db/templates.ts';
import type { Theme } from '../../domain/chains/theme.ts';
import { Problem } from '../../domain/problem.ts';
import type { SiteContext } from '../context.ts';

const defaultTheme = new URL('../../../themes/default/theme.json', import.meta.url);

/** Parses a stored theme, which was checked when it was saved. */
export function themeOf(source: string): Theme {
  return JSON.parse(source) as Theme;
}

/** The theme of the platform's own pages. */
export async function platformTheme(): Promise<Theme> {
  return { ...themeOf(await readFile(defaultTheme, 'utf8')), name: 'eFakturomat', logo: '' };
}

/** One version of the chain's theme. */
export async function themeById({ ctx, input }: { ctx: SiteContext; input: { id: string } }): Promise<Theme> {
  const version = await ctx.app.db.withTenant({ role: 'shopper', tenantId: ctx.chain.id }, (tx) =>
    templateVersion(tx, input.id),
  );
  if (version?.kind !== 'theme') throw new Problem('not_found');
  return themeOf(version.source);
}
