import { passkeyCreation } from '../../app/passkeys/add.ts';
import { passkeyRequest } from '../../app/passkeys/signIn.ts';
import { anAuthenticator } from './authenticator.ts';
import type { Ask } from './client.ts';
import type { Site } from './site.ts';
import { aPasskey, type SiteChain, type SiteIds } from './siteChain.ts';

// Requests with passkeys, each with a new one.

/** A passkey of the shopper that no other test deletes. */
export async function sparePasskey(site: Site, chain: SiteChain): Promise<Pick<SiteIds, 'passkey'>> {
  return { passkey: await aPasskey({ ...site.contextOf(chain), shopper: await freshBudget(site, chain) }) };
}

/** The answer of a browser that makes a passkey for this person. */
export async function newPasskey(
  site: Site,
  chain: SiteChain,
  role: 'shopper' | 'otherShopper',
): Promise<Pick<Ask, 'payload' | 'headers'>> {
  await freshBudget(site, chain);
  const ctx = { ...site.contextOf(chain), shopper: chain.people[role] };
  const options = await passkeyCreation({ ctx });
  const credential = anAuthenticator().create(options, { origin: chain.origin });
  return { payload: { name: 'Telefon', credential }, headers: challengeOf(options) };
}

/** The answer of a browser that signs the shopper in. */
export async function sparePasskeyProof(site: Site, chain: SiteChain): Promise<Pick<Ask, 'payload' | 'headers'>> {
  const ctx = site.contextOf(chain);
  const authenticator = anAuthenticator();
  await aPasskey({ ...ctx, shopper: await freshBudget(site, chain) }, authenticator);
  const options = await passkeyRequest({ ctx });
  return { payload: authenticator.get(options, { origin: chain.origin }), headers: challengeOf(options) };
}

function challengeOf({ challenge }: { challenge: string }): Record<string, string> {
  return { cookie: `__Host-efk_challenge=${challenge}` };
}

/** The tests make more passkeys than a shopper may in a day. */
async function freshBudget(site: Site, chain: SiteChain): Promise<{ id: string; email: string }> {
  await site.sql`delete from budgets where subject like 'passkey:%'`;
  return chain.people.shopper;
}
