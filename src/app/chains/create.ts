import { readFile } from 'node:fs/promises';
import type { ChainCreated, NewChain } from '../../contract/chains.ts';
import { insertChain, insertPosKey, insertStore, newChainId } from '../../db/chains.ts';
import { insertMember } from '../../db/people.ts';
import { insertFirstVersion } from '../../db/templates.ts';
import type { TenantTx } from '../../db/tenancy.ts';
import { isNip } from '../../domain/buyer.ts';
import { Problem } from '../../domain/problem.ts';
import { type ChainSettings, defaultSettings } from '../../domain/settings.ts';
import { invitationMail } from '../../render/invitationMail.ts';
import type { OperatorContext } from '../context.ts';
import { newSecret, secretHash } from '../secrets.ts';

/** Labels that belong to the platform. */
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

const themesFolder = new URL('../../../themes/', import.meta.url);
const invitationHours = 72;

/**
 * Takes a chain on: it answers on its subdomain when this returns. The POS key and the admin's invitation are shown
 * here and nowhere else; the admin gets the invitation by mail too.
 */
export async function createChain(call: {
  ctx: OperatorContext;
  input: NewChain;
  settings?: Partial<ChainSettings>;
}): Promise<ChainCreated> {
  const { ctx, input } = call;
  if (reservedSlugs.has(input.slug)) throw slugTaken();
  if (!isNip(input.seller.nip))
    throw new Problem('buyer.nip_invalid', {}, [{ pointer: '/seller/nip', code: 'buyer.nip_invalid' }]);
  const sources = await baseTheme(input.baseTheme, input.name);
  const posKey = newSecret('efk');
  const invitation = newSecret('inv');
  const id = await ctx.app.db.withPlatform('operator', newChainId);
  await ctx.app.db.withTenant({ role: 'operator', tenantId: id }, async (tx) => {
    const added = await insertChain(tx, {
      id,
      slug: input.slug,
      name: input.name,
      seller: input.seller,
      copyEmail: (input.copyEmail ?? input.admin.email).toLowerCase(),
      settings: { ...defaultSettings, ...call.settings },
    });
    if (!added) throw slugTaken();
    await furnish(tx, { ctx, input, sources, posKey, invitation });
  });
  const url = ctx.app.origin(input.slug);
  const invitationUrl = `${url}/office/welcome#${invitation}`;
  await inviteByMail(ctx, input, invitationUrl);
  return { id, slug: input.slug, url, posKey, admin: { email: input.admin.email, invitationUrl } };
}

type Furnishing = {
  ctx: OperatorContext;
  input: NewChain;
  sources: { invoice: string; email: string; theme: string };
  posKey: string;
  invitation: string;
};

async function furnish(tx: TenantTx, { ctx, input, sources, posKey, invitation }: Furnishing): Promise<void> {
  await insertStore(tx, input.store);
  await insertPosKey(tx, { label: 'first', sha256: secretHash(posKey) });
  await insertMember(tx, {
    email: input.admin.email.toLowerCase(),
    role: 'admin',
    invitation: { sha256: secretHash(invitation), hours: invitationHours },
  });
  for (const kind of ['invoice', 'email', 'theme'] as const)
    await insertFirstVersion(tx, { kind, source: sources[kind], createdBy: ctx.operator.email });
}

/** The base theme's files as a chain's first versions; the logo is part of the theme. */
async function baseTheme(base: NewChain['baseTheme'], name: string): Promise<Furnishing['sources']> {
  const read = (file: string) => readFile(new URL(`${base}/${file}`, themesFolder), 'utf8');
  const [theme, logo, invoice, email] = await Promise.all([
    read('theme.json'),
    read('logo.svg'),
    read('invoice.hbs'),
    read('email.hbs'),
  ]);
  const tokens: object = JSON.parse(theme);
  return { invoice, email, theme: `${JSON.stringify({ ...tokens, name, logo: logo.trim() }, null, 2)}\n` };
}

// The invitation is on the operator's screen as well, so a mail server that is down does not undo the chain.
async function inviteByMail(ctx: OperatorContext, input: NewChain, invitationUrl: string): Promise<void> {
  await ctx.app
    .sendMail({
      id: crypto.randomUUID(),
      from: { name: 'eFakturomat', address: ctx.app.mailFrom },
      to: input.admin.email,
      ...invitationMail({ chainName: input.name, invitationUrl, hours: invitationHours, language: ctx.language }),
      attachments: [],
    })
    .catch(() => {});
}

function slugTaken(): Problem {
  return new Problem('chain.slug_taken', {}, [{ pointer: '/slug', code: 'chain.slug_taken' }]);
}
