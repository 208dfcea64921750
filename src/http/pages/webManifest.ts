import type { PublicChain } from '../../contract/chains.ts';
import { firstScreen } from '../../contract/firstScreen/firstScreen.ts';
import type { Language } from '../../domain/format.ts';

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
    // A drawing fits every size. Chromium and Firefox take it; iOS shows a picture of the page.
    icons: [{ src: theme.logo, sizes: 'any', type: 'image/svg+xml' }],
    shortcuts: [
      { name: text.scan, url: '/?scan' },
      { name: text.type, url: '/?type' },
      { name: text.myInvoices, url: '/invoices' },
    ],
  };
}
