import type { PublicChain } from '../../contract/chains.ts';
import { firstScreen } from '../../contract/firstScreen/firstScreen.ts';
import type { Language } from '../../domain/format.ts';
import { escapeHtml } from '../../render/escape.ts';

/** What a page shows before its script runs: the start page its hero, a wrong address the way out, others the header. */
export type FirstView = 'start' | 'lost' | 'header';

/**
 * The first screen as HTML. On a slow connection it is read while the script still loads, and its links work without the
 * script. The web app takes it away when it draws its own page, which looks the same.
 */
export function firstScreenHtml(chain: PublicChain, view: FirstView, language: Language): string {
  const text = firstScreen(language, chain.theme.voice);
  const name = escapeHtml(chain.name);
  const header = `<header><a href="/"><img src="${escapeHtml(chain.theme.logo)}" alt="${name}" height="36">${
    chain.theme.wordmark ? '' : `<span aria-hidden="true">${name}</span>`
  }</a></header>`;
  const main = { start: () => hero(text), lost: () => lost(text), header: () => '' }[view]();
  return `<div id="first">${header}${main}</div>`;
}

type Words = ReturnType<typeof firstScreen>;

function hero(text: Words): string {
  const link = (way: string, words: string, look: string) =>
    `<a class="${look}" href="/?${way}">${escapeHtml(words)}</a>`;
  return `<main class="hero"><div><h1>${escapeHtml(text.title)}</h1><p class="lead">${escapeHtml(text.lead)}</p>
<div class="ways">${link('scan', text.scan, 'way large')}<div class="others">${link('type', text.type, 'way')}${link('photo', text.photo, 'way')}</div>
<p class="camera">${escapeHtml(text.camera)} <a href="/privacy">${escapeHtml(text.privacy)}</a></p></div></div></main>`;
}

function lost(text: Words): string {
  return `<main class="lost"><h1>${escapeHtml(text.lostTitle)}</h1><p>${escapeHtml(text.lostText)}</p>
<a class="way large" href="/">${escapeHtml(text.toStart)}</a></main>`;
}

/** Beside web/src/app.css, whose properties it uses; the measures are those of the pages' own header and hero. */
export const firstScreenCss = `
#first{display:contents}
#first header{display:flex;align-items:center;min-height:3.75rem;padding:var(--space-2) var(--gutter);background:var(--surface);border-bottom:1px solid var(--line)}
#first header a{display:flex;align-items:center;gap:var(--space-3);min-height:var(--target);text-decoration:none}
#first header img{height:2.25rem;width:auto}
#first header span{font-family:var(--font-heading),system-ui,sans-serif;font-size:var(--size-4);font-weight:var(--heading-weight);line-height:1.1;text-transform:var(--heading-case)}
#first .hero{padding:clamp(var(--space-6),6vw,var(--space-16)) var(--space-4);background:var(--stage);color:var(--on-stage)}
#first .hero>div{display:grid;gap:var(--space-4)}
#first .hero h1{font-size:clamp(var(--size-5),1.2rem + 3.6vw,3.25rem);line-height:1.08}
#first .lead{font-size:clamp(var(--size-3),.95rem + .6vw,1.25rem);max-width:34rem}
#first .ways{display:grid;gap:var(--space-3);max-width:28rem;margin-top:var(--space-2)}
#first .others{display:flex;flex-wrap:wrap;gap:var(--space-3)}
#first .way{display:inline-flex;flex:1 1 auto;align-items:center;justify-content:center;min-height:var(--target);padding:var(--space-2);border:2px solid color-mix(in srgb,currentColor 60%,transparent);border-radius:var(--radius);font-size:var(--size-2);font-weight:700;line-height:1.2;text-decoration:none}
#first .large{min-height:3.5rem;border-color:transparent;background:var(--accent);color:var(--on-accent);font-size:1.125rem}
#first .camera{font-size:var(--size-1)}
#first .lost{display:grid;justify-items:start;gap:var(--space-4);padding:var(--space-12) var(--gutter)}
#first .lost .large{min-height:var(--target);padding-inline:var(--space-5)}
@media(max-width:30rem){#first header a{gap:var(--space-2)}#first header span{font-size:var(--size-3)}}
@media(min-width:60rem){#first .hero{display:grid;grid-template-columns:minmax(0,38rem);align-content:center;min-height:calc(100vh - 8.75rem);padding:var(--space-12) var(--gutter)}}
`;
