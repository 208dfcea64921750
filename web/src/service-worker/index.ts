import { immutable } from '$app/manifest';
import { self } from '$app/service-worker';
import { handlingOf, isOutdated, shellFor } from './handling.ts';

/**
 * Keeps the shopper's site usable without a connection. Three caches: files of the site, its pages, and what the reader who is
 * signed in has seen of her own. The last one ends with her session.
 */
const assets = 'efk-assets';
const pages = 'efk-pages';
const own = 'efk-own';

// With a kept page at hand, nobody waits longer for a connection that hardly works.
const patienceMs = 6_000;
const mostOwn = 60;
const ignoring = { ignoreVary: true } as const;

/** Grows when a session ends, so that an answer that is still on its way is not kept for the next reader. */
let readers = 0;

self.addEventListener('install', (event) => {
  event.waitUntil(keepPages().then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOutdated().then(() => self.clients.claim()));
});

self.addEventListener('message', (event) => {
  const message = event.data as { forget: true } | { keep: string[] };
  event.waitUntil('forget' in message ? forget() : keepLoaded(message.keep));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  const handling = handlingOf({ method: request.method, mode: request.mode, url });
  if (handling === 'asset') event.respondWith(asset(request));
  if (handling === 'page') event.respondWith(page(request, url));
  if (handling === 'own') event.respondWith(ownData(request, url));
  if (handling === 'session') event.respondWith(endingSession(request));
});

async function asset(request: Request): Promise<Response> {
  const cache = await caches.open(assets);
  const kept = await cache.match(request.url, ignoring);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.status === 200) await cache.put(request.url, response.clone());
  return response;
}

async function page(request: Request, url: URL): Promise<Response> {
  const cache = await caches.open(pages);
  const kept = await cache.match(shellFor(url), ignoring);
  const fresh = fetch(request).then(async (response) => {
    if (response.status === 200) await cache.put(shellFor(url), response.clone());
    return response;
  });
  if (!kept) return fresh;
  const late = new Promise<Response>((resolve) => setTimeout(() => resolve(kept.clone()), patienceMs));
  return Promise.race([fresh, late]).catch(() => kept);
}

async function ownData(request: Request, url: URL): Promise<Response> {
  const reader = readers;
  // A download and a look are the same bytes.
  const key = url.pathname.endsWith('/pdf') ? url.pathname : url.pathname + url.search;
  try {
    const response = await fetch(request);
    if (response.status === 401) await forget();
    if (response.status === 200 && reader === readers) await keepOwn(key, response.clone());
    return response;
  } catch (failure) {
    const kept = await (await caches.open(own)).match(key, ignoring);
    if (kept) return kept;
    throw failure;
  }
}

async function keepOwn(key: string, response: Response): Promise<void> {
  const cache = await caches.open(own);
  await cache.put(key, response);
  const oldest = (await cache.keys()).slice(0, -mostOwn);
  await Promise.all(oldest.map((one) => cache.delete(one)));
}

/** Whoever signs in or out at this device, the next reader finds nothing of the one before. */
async function endingSession(request: Request): Promise<Response> {
  await forget();
  const response = await fetch(request);
  await forget();
  await keepPages();
  return response;
}

async function forget(): Promise<void> {
  readers += 1;
  await caches.delete(own);
}

/** The pages as the server sends them now; without a connection the kept ones stay. */
async function keepPages(): Promise<void> {
  const cache = await caches.open(pages);
  const paths = ['/', '/receipt'];
  await Promise.all(
    paths.map(async (path) => {
      const response = await fetch(path, { cache: 'no-store' }).catch(() => undefined);
      if (response?.status === 200) await cache.put(path, response);
    }),
  );
}

/** Files that a page loaded before this worker answered for it; the browser's own cache has them. */
async function keepLoaded(urls: readonly string[]): Promise<void> {
  const fitting = urls.filter((text) => {
    const url = new URL(text);
    return url.origin === self.location.origin && handlingOf({ method: 'GET', mode: 'cors', url }) === 'asset';
  });
  await Promise.all(fitting.map((url) => asset(new Request(url)).catch(() => undefined)));
}

async function dropOutdated(): Promise<void> {
  const cache = await caches.open(assets);
  const build = immutable.map(({ path }) => new URL(path, self.location.origin).pathname);
  const kept = await cache.keys();
  await Promise.all(kept.map((one) => isOutdated(new URL(one.url), build) && cache.delete(one)));
}
