/** The addresses of the web app, named like SvelteKit's folders; `[id]` is any one part of a path. */
export const webPages = [
  '/',
  '/r/[code]',
  '/receipt',
  '/buyer',
  '/confirm',
  '/issue',
  '/issued/[id]',
  '/sign-in',
  '/privacy',
  '/terms',
  '/contact',
  '/accessibility',
  '/invoices',
  '/invoices/[id]',
  '/profile',
  '/accountant/[token]',
  '/office',
  '/office/invoices',
  '/office/invoices/[id]',
  '/office/templates',
  '/office/texts',
  '/office/corrections',
  '/office/books',
  '/office/tills',
  '/office/ksef',
  '/office/welcome',
  '/operator',
  '/operator/new',
] as const;

const patterns = webPages.map((page) => new RegExp(`^${page.replace(/\[\w+\]/g, '[^/]+')}$`));

/** Whether the web app has a page at this path; a slash at the end does not matter. */
export function isWebPage(path: string): boolean {
  const plain = path.replace(/(.)\/$/, '$1');
  return patterns.some((pattern) => pattern.test(plain));
}
