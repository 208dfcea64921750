import { Site } from '#lib/shared/site.svelte.ts';

// A single-page app: the server sends one index.html for every address, filled with the chain's facts.
export const ssr = false;
export const prerender = false;

export async function load(): Promise<{ site: Site }> {
  return { site: await Site.open() };
}
