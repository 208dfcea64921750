import type { PublicChain } from '../../contract/chains.ts';
import { firstScreen } from '../../contract/sentences/firstScreen.ts';
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
    icons: [
      ...iconSizes.map((size) => ({
        src: iconPath(theme.logo, `${size}`),
        sizes: `${size}x${size}`,
        type: 'image/png',
      })),
      { src: iconPath(theme.logo, 'maskable'), sizes: '512x512', type: 'image/png', purpose: 'maskable' },
      { src: theme.logo, sizes: 'any', type: 'image/svg+xml' },
    ],
    shortcuts: [
      { name: text.scan, url: '/?scan' },
      { name: text.type, url: '/?type' },
      { name: text.myInvoices, url: '/invoices' },
    ],
  };
}

const iconSizes = [192, 512] as const;

/** `/theme/<version>.svg` → `/theme/<version>-192.png` */
export function iconPath(logo: string, kind: string): string {
  return logo.replace(/\.svg$/, `-${kind}.png`);
}
