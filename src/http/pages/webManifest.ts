import type { PublicChain } from '../../contract/chains.ts';
import { firstScreen } from '../../contract/firstScreen/firstScreen.ts';
import { appIconPath, appIcons } from '../../domain/chains/appIcons.ts';
import type { Language } from '../../domain/format.ts';

const manifestIcons = ['192', '512', 'maskable'] as const;

/** The web app manifest of a chain: an icon on the home screen that opens straight into the scanner. */
export function webManifest({ name, theme }: PublicChain, language: Language): object {
  const text = firstScreen(language, theme.voice);
  return {
    id: '/',
    name,
    short_name: name,
    description: text.title,
    lang: language,
    dir: 'ltr',
    start_url: '/?scan',
    scope: '/',
    display: 'standalone',
    background_color: theme.surface,
    theme_color: theme.themeColor.light,
    icons: manifestIcons.map((icon) => ({
      src: appIconPath(theme.logo, icon),
      sizes: `${appIcons[icon].size}x${appIcons[icon].size}`,
      type: 'image/png',
      purpose: appIcons[icon].filled ? 'maskable' : 'any',
    })),
    shortcuts: [
      { name: text.scan, url: '/?scan' },
      { name: text.type, url: '/?type' },
      { name: text.myInvoices, url: '/invoices' },
    ],
  };
}
