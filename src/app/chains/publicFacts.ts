import type { PublicChain } from '../../contract/chains.ts';
import { ownChain } from '../../db/chains/chains.ts';
import { publishedTheme } from '../../db/templates.ts';
import { isWordmark } from '../../domain/chains/logo.ts';
import type { SiteContext } from '../context.ts';
import { themeOf } from '../layouts/theme.ts';

/** The public facts of a chain, sufficient for drawing its pages. */
export async function publicChain({ ctx }: { ctx: Pick<SiteContext, 'app' | 'chain'> }): Promise<PublicChain> {
  const { chain, published } = await ctx.app.db.withTenant({ role: 'shopper', tenantId: ctx.chain.id }, async (tx) => {
    const [chain, published] = await Promise.all([ownChain(tx), publishedTheme(tx)]);
    return { chain, published };
  });
  const theme = themeOf(published.source);
  return {
    slug: chain.slug,
    name: chain.name,
    status: chain.status,
    languages: chain.languages,
    seller: { name: chain.seller.name, nip: chain.seller.nip },
    contact: chain.contact,
    theme: {
      stylesheet: `/theme/${published.id}.css`,
      logo: `/theme/${published.id}.svg`,
      wordmark: isWordmark(theme.logo),
      voice: theme.voice,
      themeColor: { light: theme.light.brand, dark: theme.dark.surface },
      surface: theme.light.surface,
    },
    receiptCode: { example: '7K3M-9QXA-4TB2C', groups: [4, 4, 5], legacy: true },
    personAddress: chain.settings.personAddress,
  };
}
