const allowed = /^\/(invoices(\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})?|confirm|profile)$/;
const list = '/invoices';

/** Where to go after signing in: a page of the shopper's own that the link names, or her invoices. Everything else is ignored. */
export function returnPath(asked: string | null): string {
  return asked !== null && allowed.test(asked) ? asked : list;
}

/** The address of the sign-in page that leads back to this path. */
export function signInPath(to: string): string {
  return returnPath(to) === list ? '/sign-in' : `/sign-in?to=${to}`;
}
