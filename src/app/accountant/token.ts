import { createHmac } from 'node:crypto';
import { type Accountant, accountantById } from '../../db/people/accountants.ts';
import type { TenantTx } from '../../db/tenancy.ts';
import { Problem } from '../../domain/problem.ts';
import type { App, SiteContext } from '../context.ts';
import { sameBytes } from '../passwords/secrets.ts';

/**
 * What every mail to an accountant's address carries: proves that its holder reads the mails of the address. It confirms
 * the address and stops the mails. It ends with the row that it names.
 */
export function accountantToken(app: Pick<App, 'secret'>, tenantId: string, id: string): string {
  return `${id}.${tagOf(app, tenantId, id).toString('base64url')}`;
}

/** The page on which the reader of the address confirms or stops, with a press. */
export function accountantUrl(
  app: Pick<App, 'secret' | 'origin'>,
  chain: { id: string; slug: string },
  id: string,
): string {
  return `${app.origin(chain.slug)}/accountant/${accountantToken(app, chain.id, id)}`;
}

/** The id in a token of this chain's; accountant.not_found for anything else. */
export function readToken({ app, chain }: Pick<SiteContext, 'app' | 'chain'>, token: string): string {
  const [, id = '', tag = ''] = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([\w-]{22})$/.exec(token) ?? [];
  if (!sameBytes(Buffer.from(tag, 'base64url'), tagOf(app, chain.id, id))) throw new Problem('accountant.not_found');
  return id;
}

/** The accountant whom a token names. */
export async function accountantOfToken(tx: TenantTx, id: string): Promise<Accountant> {
  const accountant = await accountantById(tx, id);
  if (!accountant) throw new Problem('accountant.not_found');
  return accountant;
}

function tagOf({ secret }: Pick<App, 'secret'>, tenantId: string, id: string): Buffer {
  return createHmac('sha256', secret).update(`accountant ${tenantId} ${id}`).digest().subarray(0, 16);
}
