import { readFile } from 'node:fs/promises';
import type { NewChain } from '../../contract/chains.ts';
import { contractCountry } from '../../contract/country.ts';
import { insertChain, newChainId } from '../../db/chains/chains.ts';
import { insertDestination } from '../../db/chains/destinations.ts';
import { insertPosKey } from '../../db/chains/posKeys.ts';
import { insertStore } from '../../db/chains/stores.ts';
import { insertMember } from '../../db/people/members.ts';
import { insertFirstVersion } from '../../db/templates.ts';
import type { TenantTx } from '../../db/tenancy.ts';
import type { ChainContact } from '../../domain/chains/contact.ts';
import type { ChainSettings } from '../../domain/chains/settings.ts';
import type { Seller } from '../../domain/invoices/invoice.ts';
import { Problem } from '../../domain/problem.ts';
import type { App } from '../context.ts';
import { newSecret, secretHash } from '../passwords/secrets.ts';

/** Labels reserved for the platform. */
export const reservedSlugs = new Set([
  'operator',
  'mail',
  'www',
  'api',
  'app',
  'admin',
  'static',
  'cdn',
  'docs',
  'status',
  'smtp',
]);

export type NewChainRecord = {
  slug: string;
  name: string;
  seller: Seller;
  baseTheme: NewChain['baseTheme'];
  /** Gets a copy of every invoice. */
  copyEmail: string;
  contact?: ChainContact;
  settings: Partial<ChainSettings>;
  stores: { code: string; name: string; address: string }[];
  admin?: Parameters<typeof insertMember>[1];
  /** The author of the first template versions. */
  createdBy: string;
};

type Sources = Record<'invoice' | 'email' | 'theme', string>;

const themesFolder = new URL('../../../themes/', import.meta.url);

/** Creates a chain with its first rows, in one transaction. The POS key is shown only in this answer. */
export async function createChainRecord(app: App, input: NewChainRecord): Promise<{ id: string; posKey: string }> {
  if (reservedSlugs.has(input.slug)) throw slugTaken();
  const country = contractCountry;
  if (!country.taxId.isValid(input.seller.nip))
    throw new Problem('buyer.nip_invalid', {}, [{ pointer: '/seller/nip', code: 'buyer.nip_invalid' }]);
  const sources = await baseSources(input.baseTheme, input.name);
  const posKey = newSecret('efk');
  const id = await app.db.withPlatform('operator', newChainId);
  await app.db.withTenant({ role: 'operator', tenantId: id }, async (tx) => {
    const { slug, name, seller, contact = {} } = input;
    const settings = { ...country.defaultSettings, ...input.settings };
    if (!(await insertChain(tx, { id, slug, name, country: country.code, seller, contact, settings })))
      throw slugTaken();
    await insertFirstRows(tx, input, sources, posKey);
  });
  return { id, posKey };
}

async function insertFirstRows(tx: TenantTx, input: NewChainRecord, sources: Sources, posKey: string): Promise<void> {
  for (const store of input.stores) await insertStore(tx, store);
  await insertDestination(tx, { channel: 'mail', address: input.copyEmail.toLowerCase() });
  await insertPosKey(tx, { label: 'first', sha256: secretHash(posKey) });
  if (input.admin) await insertMember(tx, input.admin);
  for (const kind of ['invoice', 'email', 'theme'] as const)
    await insertFirstVersion(tx, { kind, source: sources[kind], createdBy: input.createdBy });
}

/** The base theme's files as a chain's first versions; the logo is part of the theme. */
async function baseSources(base: NewChainRecord['baseTheme'], name: string): Promise<Sources> {
  const read = (file: string) => readFile(new URL(`${base}/${file}`, themesFolder), 'utf8');
  const [theme, logo, invoice, email] = await Promise.all(
    ['theme.json', 'logo.svg', 'invoice.hbs', 'email.hbs'].map(read),
  );
  const tokens: object = JSON.parse(theme ?? '{}');
  const source = `${JSON.stringify({ ...tokens, name, logo: logo?.trim() }, null, 2)}\n`;
  return { invoice: invoice ?? '', email: email ?? '', theme: source };
}

function slugTaken(): Problem {
  return new Problem('chain.slug_taken', {}, [{ pointer: '/slug', code: 'chain.slug_taken' }]);
}
