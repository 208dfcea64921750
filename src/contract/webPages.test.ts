import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { isWebPage, webPages } from './webPages.ts';

const routes = fileURLToPath(new URL('../../web/src/routes', import.meta.url));

it('the list has every page of the web app and no other', async () => {
  const files = await readdir(routes, { recursive: true });
  const pages = files
    .filter((file) => /(^|\/)\+page\.svelte$/.test(file))
    // A folder in parentheses groups pages and is not part of their address.
    .map(
      (file) =>
        `/${file
          .split('/')
          .slice(0, -1)
          .filter((part) => !part.startsWith('('))
          .join('/')}`,
    );
  expect(pages.toSorted()).toEqual([...webPages].toSorted());
});

it.each(['/', '/r/7K3M-9QXA-4TB2C', '/invoices', '/invoices/', '/invoices/17', '/office/templates', '/operator/new'])(
  '%s is a page',
  (path) => expect(isWebPage(path)).toBe(true),
);

it.each(['', '/nothing', '/r', '/r/', '/r/a/b', '/invoices/17/pdf', '/office/nothing', '/invoices//', '/buyer/x'])(
  '%s is no page',
  (path) => expect(isWebPage(path)).toBe(false),
);
