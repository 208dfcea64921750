/** The texts that a site must have: privacy notice, terms, contact, accessibility statement. */
export const siteTextKinds = ['privacy', 'terms', 'contact', 'accessibility'] as const;
export type SiteTextKind = (typeof siteTextKinds)[number];

/** Most characters of a text, which is a few printed pages. */
export const longestSiteText = 40_000;

/** Facts that a text names as `{seller}`; an empty one is not known. */
export const siteFacts = ['chain', 'seller', 'nip', 'address', 'phone', 'email', 'url'] as const;
export type SiteFacts = Readonly<Record<(typeof siteFacts)[number], string>>;

/** Fills in the facts. A line that names an unknown fact is left out, and so is a `{word}` that is no fact. */
export function filledSiteText(source: string, facts: SiteFacts): string {
  const known = new Map<string, string>(Object.entries(facts));
  return source
    .split('\n')
    .filter((line) => [...line.matchAll(placeholder)].every(([, name = '']) => known.get(name)))
    .map((line) => line.replace(placeholder, (_, name: string) => known.get(name) ?? ''))
    .join('\n');
}

const placeholder = /\{(\w+)\}/g;
