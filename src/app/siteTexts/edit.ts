import type { SiteTextName, SiteTextOut } from '../../contract/texts/siteTexts.ts';
import { ownChain } from '../../db/chains/chains.ts';
import { insertSiteText, lockSiteText, siteTextVersions } from '../../db/chains/siteTexts.ts';
import { Problem } from '../../domain/problem.ts';
import type { OfficeContext } from '../context.ts';
import { readerOf } from '../reader.ts';
import { defaultSiteText, factsOf } from './defaults.ts';

type Call<Input> = { ctx: OfficeContext; input: Input };

/** The source in force and all versions, newest first; the last one is the default. */
export async function getSiteText({ ctx, input }: Call<SiteTextName>): Promise<SiteTextOut> {
  const { chain, own } = await ctx.app.db.withTenant(readerOf(ctx), async (tx) => {
    const [chain, own] = await Promise.all([ownChain(tx), siteTextVersions(tx, input)]);
    return { chain, own };
  });
  const given = defaultSiteText(input);
  return {
    version: own[0]?.version ?? 0,
    source: own[0]?.source ?? given,
    facts: factsOf(chain),
    versions: [
      ...own.map(({ publishedAt, ...version }) => ({ ...version, publishedAt: publishedAt.toISOString() })),
      { version: 0, source: given },
    ],
  };
}

/**
 * Publishes a source as the next version, in force from then on. An earlier version, or the default, comes back by being
 * published again, so that the numbers tell which text was shown when.
 */
export async function publishSiteText({
  ctx,
  input,
}: Call<SiteTextName & { source: string; version: number }>): Promise<{ version: number }> {
  const { kind, language, source } = input;
  return ctx.app.db.withTenant(readerOf(ctx), async (tx) => {
    await lockSiteText(tx, input);
    const [newest] = await siteTextVersions(tx, input);
    if ((newest?.version ?? 0) !== input.version) throw new Problem('template.stale');
    if (source === (newest?.source ?? defaultSiteText(input))) return { version: input.version };
    const version = input.version + 1;
    await insertSiteText(tx, { kind, language, version, source, publishedBy: ctx.member.email });
    return { version };
  });
}
