import type { Boot } from '../../../../src/contract/chains.ts';

/** Facts that the server wrote into index.html, so that no page has to request them first. */
export function readBoot(page: Document): Boot {
  const written = page.getElementById('boot')?.textContent;
  if (!written)
    return { site: 'unknown', sessions: { shopper: false, office: false }, baseDomain: page.location.hostname };
  return JSON.parse(written) as Boot;
}
