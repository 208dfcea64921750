import type { ShownSiteText, SiteTextName } from '../../contract/texts/siteTexts.ts';
import { ownChain } from '../../db/chains/chains.ts';
import { siteTextInForce } from '../../db/chains/siteTexts.ts';
import { filledSiteText } from '../../domain/chains/siteTexts.ts';
import type { SiteContext } from '../context.ts';
import { defaultSiteText, factsOf } from './defaults.ts';

/** The text in force, with the chain's facts in it. */
export async function shownSiteText({ ctx, input }: { ctx: SiteContext; input: SiteTextName }): Promise<ShownSiteText> {
  const { chain, own } = await ctx.app.db.withTenant({ role: 'shopper', tenantId: ctx.chain.id }, async (tx) => {
    const [chain, own] = await Promise.all([ownChain(tx), siteTextInForce(tx, input)]);
    return { chain, own };
  });
  return {
    version: own?.version ?? 0,
    ...(own && { publishedAt: own.publishedAt.toISOString() }),
    text: filledSiteText(own?.source ?? defaultSiteText(input), factsOf(chain)),
  };
}
