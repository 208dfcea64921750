import { readFile } from 'node:fs/promises';
import { templateVersion } from '../../db/templates.ts';
import type { AppIcon } from '../../domain/chains/appIcons.ts';
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

const keptIcons = 256;
const icons = new Map<string, Promise<Uint8Array>>();

/** An icon of one version of the chain's theme as PNG. Versions never change, so each icon is drawn once and kept. */
export async function themeIcon(call: ThemeCall & { input: { icon: AppIcon } }): Promise<Uint8Array> {
  const { ctx, input } = call;
  const theme = await themeById(call);
  const key = `${input.id} ${input.icon}`;
  const drawn = icons.get(key) ?? ctx.app.drawIcon(ctx.chain.id, { theme, icon: input.icon });
  icons.delete(key);
  icons.set(key, drawn);
  for (const oldest of icons.keys()) {
    if (icons.size <= keptIcons) break;
    icons.delete(oldest);
  }
  // The caller gets the error; the next call tries again.
  drawn.catch(() => icons.delete(key));
  return drawn;
}

type ThemeCall = { ctx: SiteContext; input: { id: string } };

/** One version of the chain's theme. */
export async function themeById({ ctx, input }: ThemeCall): Promise<Theme> {
  const version = await ctx.app.db.withTenant({ role: 'shopper', tenantId: ctx.chain.id }, (tx) =>
    templateVersion(tx, input.id),
  );
  if (version?.kind !== 'theme') throw new Problem('not_found');
  return themeOf(version.source);
}
