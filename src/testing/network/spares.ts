import { createChainRecord } from '../../app/chains/chainRecord.ts';
import { mailOrder } from '../../app/orders/mailOrder.ts';
import { mailCodeHmac, newMailCode, newSecret, secretHash } from '../../app/passwords/secrets.ts';
import { putMailCode } from '../../db/people/mailCodes.ts';
import { insertMember } from '../../db/people/members.ts';
import { listBuyers, rememberBuyer, shopperByEmail } from '../../db/people/shoppers.ts';
import { anOpenReceipt } from '../builders/app.ts';
import { aReceipt } from '../builders/receipts.ts';
import type { Site } from './site.ts';
import {
  anOtherSession,
  askedAccountant,
  aTrustedCertificate,
  issued,
  requestedCorrection,
  type SiteChain,
  type SiteIds,
} from './siteChain.ts';

// Data for requests that change or delete what they name. Each call creates new data.

export async function spareReceipt(site: Site, chain: SiteChain): Promise<Pick<SiteIds, 'receipt' | 'line'>> {
  const { id, lines } = await anOpenReceipt(site.contextOf(chain), aReceipt());
  return { receipt: id, line: lines[0]?.id ?? '' };
}

export function linesOf({ receipt, line }: Pick<SiteIds, 'receipt' | 'line'>) {
  return [{ receiptId: receipt, lineId: line, quantity: '1' }];
}

/** An invoice of the shopper that nobody asked to correct. */
export async function spareInvoice(site: Site, chain: SiteChain): Promise<Pick<SiteIds, 'queuedInvoice'>> {
  return { queuedInvoice: (await issued(site.contextOf(chain), chain.people.shopper)).id };
}

/** A requested correction that waits for a decision. */
export async function spareDraft(site: Site, chain: SiteChain): Promise<Pick<SiteIds, 'draft'>> {
  const { queuedInvoice } = await spareInvoice(site, chain);
  return { draft: await requestedCorrection(site.contextOf(chain), chain.people.shopper, queuedInvoice) };
}

/** A saved buyer of the shopper. */
export async function spareBuyer({ app }: Site, chain: SiteChain): Promise<Pick<SiteIds, 'buyer'>> {
  const shopperId = chain.people.shopper.id;
  const name = `Kupująca ${crypto.randomUUID()}`;
  return app.db.withTenant({ role: 'shopper', tenantId: chain.id, shopperId }, async (tx) => {
    await rememberBuyer(tx, { shopperId, kind: 'person', nip: null, name, address: null });
    return { buyer: (await listBuyers(tx)).find((buyer) => buyer.name === name)?.id ?? '' };
  });
}

/** Another session of the shopper. */
export async function spareSession({ app }: Site, chain: SiteChain): Promise<Pick<SiteIds, 'session'>> {
  return { session: await anOtherSession(app, chain.id, chain.people.shopper.id) };
}

/** An invoice of today for each shopper. */
export async function spareInvoices(site: Site, chain: SiteChain): Promise<Partial<SiteIds>> {
  for (const role of ['shopper', 'otherShopper'] as const) await issued(site.contextOf(chain), chain.people[role]);
  return {};
}

/** The token of an accountant whom a new shopper has named. */
export async function spareAccountant({ app }: Site, chain: SiteChain): Promise<Pick<SiteIds, 'accountant'>> {
  return { accountant: await askedAccountant(app, chain.id, await spareShopper(app, chain)) };
}

/** The id of a new shopper. */
export function spareShopper({ db }: Site['app'], chain: SiteChain): Promise<string> {
  const email = `${crypto.randomUUID()}@shopper.example`;
  return db.withTenant({ role: 'door', tenantId: chain.id }, (tx) => shopperByEmail(tx, email));
}

export async function spareMailCode({ app }: Site, chain: SiteChain): Promise<{ email: string; code: string }> {
  const email = `${crypto.randomUUID()}@${chain.slug}.example`;
  const code = newMailCode();
  const hmac = mailCodeHmac(app.secret, { tenantId: chain.id, email, code });
  await app.db.withTenant({ role: 'door', tenantId: chain.id }, (tx) =>
    putMailCode(tx, { email, asker: 'somebody', hmac, minutes: 10, attempts: 5 }),
  );
  return { email, code };
}

/** The token in the mail of an order for one piece of a new receipt. */
export async function spareOrder(site: Site, chain: SiteChain): Promise<string> {
  const order = { lines: linesOf(await spareReceipt(site, chain)), buyer, idempotencyKey: crypto.randomUUID() };
  const email = `${crypto.randomUUID()}@${chain.slug}.example`;
  const { token } = await mailOrder(site.contextOf(chain), { email, order, waiter: newSecret('wait'), minutes: 10 });
  return token;
}

const buyer = { kind: 'person', name: 'Anna Nowak' } as const;

/** The token of a member who has no password yet. */
export async function spareInvitation({ app }: Site, chain: SiteChain): Promise<string> {
  const token = newSecret('inv');
  const email = `${crypto.randomUUID()}@${chain.slug}.example`;
  await app.db.withTenant({ role: 'operator', tenantId: chain.id }, (tx) =>
    insertMember(tx, { email, role: 'staff', invitation: { sha256: secretHash(token), hours: 1 } }),
  );
  return token;
}

const spareChains = new WeakMap<Site, Promise<{ id: string }>>();

/** A chain that no other test uses; one for each site. */
export async function spareChain(site: Site): Promise<Pick<SiteIds, 'chain'>> {
  const spare = spareChains.get(site) ?? createChainRecord(site.app, spareRecord);
  spareChains.set(site, spare);
  return { chain: (await spare).id };
}

const spareRecord = {
  slug: 'zapas',
  name: 'Zapas',
  seller: { name: 'Zapas sp. z o.o.', nip: '7791011327', address: 'ul. Polna 1, 30-001 Kraków' },
  baseTheme: 'default' as const,
  copyEmail: 'kopie@zapas.example',
  settings: {},
  stores: [],
  createdBy: 'test',
};

/** A certificate that no other test removes. */
export async function spareCertificate(site: Site, chain: SiteChain): Promise<Pick<SiteIds, 'certificate'>> {
  const member = { ...chain.people.admin, role: 'admin' as const };
  return { certificate: await aTrustedCertificate({ ...site.contextOf(chain), member }) };
}
