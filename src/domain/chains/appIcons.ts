/**
 * The pictures of a chain on a home screen: the width in pixels, and whether the whole square is filled, because the system
 * cuts a shape of its own out of it. Source: W3C Web Application Manifest, "Icon masks"; Apple, "Configuring Web Applications".
 */
export const appIcons = {
  '192': { size: 192, filled: false },
  '512': { size: 512, filled: false },
  maskable: { size: 512, filled: true },
  apple: { size: 180, filled: true },
} as const;
export type AppIcon = keyof typeof appIcons;

export function isAppIcon(name: unknown): name is AppIcon {
  return typeof name === 'string' && Object.hasOwn(appIcons, name);
}

/** Where an icon is, beside the logo of the same version of the theme: `/theme/<version>.svg`. */
export function appIconPath(logo: string, icon: AppIcon): string {
  return logo.replace(/^\/theme\/(.+)\.svg$/, `/theme/icons/$1-${icon}.png`);
}

const words = /[\p{L}\p{N}]+/gu;

/** The first letters of the first two words: "Zielony Koszyk" → "ZK". A name without letters gives an empty text. */
export function initialsOf(name: string): string {
  const letters = [...name.matchAll(words)].slice(0, 2).map(([word]) => [...word][0] ?? '');
  return letters.join('').toLocaleUpperCase('pl');
}
