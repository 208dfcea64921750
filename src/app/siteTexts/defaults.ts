import { readFileSync } from 'node:fs';
import type { Chain } from '../../db/chains/chains.ts';
import type { SiteFacts, SiteTextKind } from '../../domain/chains/siteTexts.ts';
import { countryOf } from '../../domain/countries/countryOf.ts';
import type { Language } from '../../domain/format.ts';

const read = new Map<string, string>();

/** The platform's text for chains without an own one; version 0. */
export function defaultSiteText({ kind, language }: { kind: SiteTextKind; language: Language }): string {
  const name = `${kind}.${language}.md`;
  const known = read.get(name);
  if (known !== undefined) return known;
  const text = readFileSync(new URL(`defaults/${name}`, import.meta.url), 'utf8');
  read.set(name, text);
  return text;
}

export function factsOf({ name, country, seller, contact }: Chain): SiteFacts {
  return {
    chain: name,
    seller: seller.name,
    nip: countryOf(country).taxId.format(seller.nip),
    address: seller.address,
    phone: contact.phone ?? '',
    email: contact.email ?? '',
    url: contact.url ?? '',
  };
}
