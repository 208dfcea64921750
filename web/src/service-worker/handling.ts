/**
 * How a request of the site is answered: `asset` from the cache first, `page` from the network or else the kept page, `own`
 * (the reader's own data) from the network or else as last seen, `session` ends what was kept of a reader, `network` untouched.
 */
export type Handling = 'asset' | 'page' | 'own' | 'session' | 'network';

export type Asked = { method: string; mode: string; url: URL };

const assetPath = /^\/(_app\/immutable|theme|fonts)\//;
/** These pages need the server: they are no part of the shopper's site. */
const foreignPage = /^\/(api|demo|office|operator)(\/|$)/;
const invoice = /^\/api\/v1\/invoices\/[0-9a-f-]{36}(\/pdf)?$/;

export function handlingOf({ method, mode, url }: Asked): Handling {
  const { pathname } = url;
  // Signing in or out, by whatever way, also by the button in a mail. Asking for a code changes nobody's session.
  if (method !== 'GET') return /^\/api\/v1\/(auth\/(?!code$)|orders\/press$)/.test(pathname) ? 'session' : 'network';
  if (assetPath.test(pathname)) return 'asset';
  if (isOwn(url)) return 'own';
  return mode === 'navigate' && !foreignPage.test(pathname) ? 'page' : 'network';
}

/** Her profile, the first page of her list, and single invoices with their PDFs. Searches are not kept. */
function isOwn({ pathname, searchParams }: URL): boolean {
  if (pathname === '/api/v1/me' || invoice.test(pathname)) return true;
  return pathname === '/api/v1/invoices' && !searchParams.has('q') && !searchParams.has('cursor');
}

/** The kept page for an address: the start has its own first screen, all other pages share one. */
export function shellFor({ pathname }: URL): '/' | '/receipt' {
  return pathname === '/' ? '/' : '/receipt';
}

/** Assets of an earlier build; a theme or a font is never outdated, because its path names its version. */
export function isOutdated({ pathname }: URL, build: readonly string[]): boolean {
  return pathname.startsWith('/_app/') && !build.includes(pathname);
}
