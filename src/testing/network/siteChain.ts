import { createHash, randomBytes } from 'node:crypto';
import { accountantToken } from '../../app/accountant/token.ts';
import { createChainRecord } from '../../app/chains/chainRecord.ts';
import type { App, OfficeContext, ShopperContext, SiteContext } from '../../app/context.ts';
import { proposeCorrection } from '../../app/corrections/propose.ts';
import { issueInvoice } from '../../app/invoices/issue.ts';
import { jobs } from '../../app/outbox/jobs.ts';
import { addPasskey, passkeyCreation } from '../../app/passkeys/add.ts';
import { hashPassword } from '../../app/passwords/password.ts';
import { newSecret, secretHash } from '../../app/passwords/secrets.ts';
import { addReceiptCertificate } from '../../app/receiptFormats/certificates.ts';
import { me } from '../../app/sessions/signIn.ts';
import { getTemplate } from '../../app/templates/get.ts';
import { startPreview } from '../../app/templates/preview.ts';
import type { InvoiceOut } from '../../contract/invoices.ts';
import { listStores } from '../../db/chains/stores.ts';
import { pendingDeliveries } from '../../db/invoices/deliveries.ts';
import { insertDocument, markReady } from '../../db/invoices/documents.ts';
import { announce } from '../../db/invoices/invoices.ts';
import { insertKsefSubmission } from '../../db/invoices/ksefSubmissions.ts';
import { markPressed, putMailedOrder } from '../../db/mailedOrders.ts';
import { complete, enqueue } from '../../db/outbox.ts';
import { putAccountant } from '../../db/people/accountants.ts';
import { insertMember, memberByEmail } from '../../db/people/members.ts';
import { openSession } from '../../db/people/sessions.ts';
import { shopperByEmail } from '../../db/people/shoppers.ts';
import { finishPreview, publishedTemplates } from '../../db/templates.ts';
import { anOpenReceipt } from '../builders/app.ts';
import { aReceipt } from '../builders/receipts.ts';
import { aCertificate } from '../certificates.ts';
import { anAuthenticator } from './authenticator.ts';

export const sitePassword = 'zielony rower pod lasem';
export const chainRoles = ['shopper', 'otherShopper', 'storeStaff', 'otherStoreStaff', 'staff', 'admin'] as const;
export type ChainRole = (typeof chainRoles)[number];
type Person = { id: string; email: string };

/** A chain with data for every route: people of all roles, a receipt, a ready and a queued invoice, and a preview. */
export type SiteChain = {
  id: string;
  slug: string;
  host: string;
  origin: string;
  posKey: string;
  copyEmail: string;
  people: Record<ChainRole, Person>;
  ids: SiteIds;
};

/** Ids and codes that requests name. */
export type SiteIds = {
  chain: string;
  receipt: string;
  line: string;
  code: string;
  invoice: string;
  queuedInvoice: string;
  /** A correction of the ready invoice that waits for a decision. */
  draft: string;
  buyer: string;
  preview: string;
  theme: string;
  store: string;
  /** A session of the shopper, beside those of the requests. */
  session: string;
  /** The token in a mail to the shopper's accountant. */
  accountant: string;
  /** An order that was issued, with the ready invoice; the device with `siteWaiter` sent it. */
  order: string;
  /** Of the shopper. */
  passkey: string;
  certificate: string;
};

// A PDF's second line holds bytes above 127, which mark the file as binary.
const pdf = (name: string) => Buffer.from(`%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n${name}\n%%EOF\n`, 'latin1');

export async function aSiteChain(app: App, slug: string): Promise<SiteChain> {
  const stores = ['S1', 'S2'].map((code) => ({ code, name: `Sklep ${code}`, address: 'ul. Leśna 1, 00-001 Warszawa' }));
  const copyEmail = `ksiegowosc@${slug}.example`;
  const { id, posKey } = await createChainRecord(app, {
    slug,
    name: `Sieć ${slug}`,
    seller: { name: `${slug} sp. z o.o.`, nip: '5265877635', address: 'ul. Leśna 1, 00-001 Warszawa' },
    baseTheme: 'default',
    copyEmail,
    // Rows of the route matrix issue an invoice for every call.
    settings: { documentsPerShopperPerDay: 1000 },
    stores,
    createdBy: 'test',
  });
  const people = await peopleOf(app, id, slug);
  const host = new URL(app.origin(slug)).host;
  const site: SiteContext = {
    app,
    chain: { id, slug, name: slug, country: 'PL' },
    language: 'pl',
    network: '127.0.0.1',
  };
  return { id, slug, host, origin: app.origin(slug), posKey, copyEmail, people, ids: await idsOf(site, people) };
}

async function peopleOf(app: App, tenantId: string, slug: string): Promise<SiteChain['people']> {
  const passwordHash = await hashPassword(sitePassword);
  const address = (role: string) => `${role.toLowerCase()}@${slug}.example`;
  const stores = await app.db.withTenant({ role: 'operator', tenantId }, listStores);
  const storeId = (code: string) => stores.find((store) => store.code === code)?.id ?? '';
  await app.db.withTenant({ role: 'operator', tenantId }, async (tx) => {
    await insertMember(tx, { email: address('storeStaff'), role: 'staff', storeId: storeId('S1'), passwordHash });
    await insertMember(tx, { email: address('otherStoreStaff'), role: 'staff', storeId: storeId('S2'), passwordHash });
    await insertMember(tx, { email: address('staff'), role: 'staff', passwordHash });
    await insertMember(tx, { email: address('admin'), role: 'admin', passwordHash });
  });
  return app.db.withTenant({ role: 'door', tenantId }, async (tx) => {
    const one = async (role: ChainRole): Promise<[ChainRole, Person]> => {
      const email = address(role);
      const id = role.endsWith('hopper') ? await shopperByEmail(tx, email) : (await memberByEmail(tx, email))?.id;
      return [role, { id: id ?? '', email }];
    };
    return Object.fromEntries(await Promise.all(chainRoles.map(one))) as SiteChain['people'];
  });
}

async function idsOf(site: SiteContext, people: SiteChain['people']): Promise<SiteIds> {
  const { app, chain } = site;
  const open = await anOpenReceipt(site, aReceipt());
  const ready = await issued(site, people.shopper);
  await finishDocument(app, chain.id, ready.id);
  await giveXml(site, people.shopper, ready.id);
  const queued = await issued(site, people.shopper);
  const saved = await me({ ctx: { ...site, shopper: people.shopper } });
  const admin = { role: 'admin', tenantId: chain.id, staffId: people.admin.id } as const;
  const { theme } = await app.db.withTenant(admin, publishedTemplates);
  return {
    chain: chain.id,
    receipt: open.id,
    line: open.lines[0]?.id ?? '',
    code: open.code,
    invoice: ready.id,
    queuedInvoice: queued.id,
    draft: await requestedCorrection(site, people.shopper, ready.id),
    buyer: saved.buyers[0]?.id ?? '',
    preview: await readyPreview(site, people.admin),
    theme,
    store: 'S1',
    session: await anOtherSession(app, chain.id, people.shopper.id),
    accountant: await askedAccountant(app, chain.id, people.shopper.id),
    passkey: await aPasskey({ ...site, shopper: people.shopper }),
    order: await anIssuedOrder(site, people.shopper, ready.id),
    certificate: await aTrustedCertificate({ ...site, member: { ...people.admin, role: 'admin' } }),
  };
}

export function anOtherSession({ db }: App, tenantId: string, shopperId: string): Promise<string> {
  return db.withTenant({ role: 'door', tenantId }, (tx) => openSession(tx, { shopperId, days: 1 }));
}

/** An accountant of the shopper who has not answered yet; gives the token of the mail. */
export async function askedAccountant(app: App, tenantId: string, shopperId: string): Promise<string> {
  const address = `${crypto.randomUUID()}@accountant.example`;
  const { id } = await app.db.withTenant({ role: 'shopper', tenantId, shopperId }, (tx) =>
    putAccountant(tx, { shopperId, address, mode: 'each' }),
  );
  return accountantToken(app, tenantId, id);
}

/** Makes a passkey of the shopper and gives its id. */
export async function aPasskey(ctx: ShopperContext, authenticator = anAuthenticator()): Promise<string> {
  const options = await passkeyCreation({ ctx });
  const credential = authenticator.create(options, { origin: ctx.app.origin(ctx.chain.slug) });
  return (await addPasskey({ ctx, input: { name: 'Telefon', credential, challenge: options.challenge } })).id;
}

/** The secret of the device that sent the orders of every chain. */
export const siteWaiter = `wait_${'0'.repeat(40)}`;

async function anIssuedOrder({ app, chain }: SiteContext, shopper: Person, invoiceId: string): Promise<string> {
  return app.db.withTenant({ role: 'door', tenantId: chain.id }, async (tx) => {
    const order = { email: shopper.email, key: 'ready' };
    const id = await putMailedOrder(tx, {
      ...order,
      choice: { lines: [], buyer: { kind: 'person', name: 'Anna Nowak' }, language: 'pl' },
      tokenSha256: secretHash(newSecret('ord')),
      waiterSha256: secretHash(siteWaiter),
      minutes: 10,
    });
    await markPressed(tx, { id, ...order }, { presserSha256: secretHash('presser'), shopperId: shopper.id, invoiceId });
    return id;
  });
}

/** Registers a new certificate of a cash register and gives its id. */
export async function aTrustedCertificate(ctx: OfficeContext): Promise<string> {
  const input = { label: 'Kasa 11', certificate: aCertificate().pem };
  return (await addReceiptCertificate({ ctx, input })).id;
}

/** Issues an invoice for one piece of a new receipt. */
export async function issued(site: SiteContext, shopper: Person): Promise<InvoiceOut> {
  const receipt = await anOpenReceipt(site, aReceipt());
  const input = {
    lines: [{ receiptId: receipt.id, lineId: receipt.lines[0]?.id ?? '', quantity: '1' }],
    buyer: { kind: 'person' as const, name: 'Anna Nowak' },
    idempotencyKey: randomBytes(8).toString('hex'),
  };
  return (await issueInvoice({ ctx: { ...site, shopper }, input })).invoice;
}

/** The shopper asks for another name on the invoice. */
export async function requestedCorrection(site: SiteContext, shopper: Person, invoiceId: string): Promise<string> {
  const change = { reason: 'buyer_changed' as const, name: 'Anna Nowak-Lis' };
  return (await proposeCorrection({ ctx: { ...site, shopper }, input: { invoiceId, change } })).id;
}

/** Stores a document and marks it ready, as the worker does after rendering. Gives the document's bytes. */
export async function finishDocument(app: App, tenantId: string, invoiceId: string): Promise<Uint8Array> {
  const bytes = pdf(invoiceId);
  const sha256 = createHash('sha256').update(bytes).digest();
  const storageKey = `invoices/${tenantId}/${invoiceId}/${sha256.toString('hex')}.pdf`;
  await app.documents.put(storageKey, bytes);
  await app.db.withTenant({ role: 'worker', tenantId }, async (tx) => {
    await markReady(tx, invoiceId, {
      ...{ sha256, byteSize: bytes.byteLength, storageKey },
      layout: 'issued',
      layoutProblems: [],
    });
    await enqueue(tx, 'deliver', await pendingDeliveries(tx, invoiceId, 'pdf'));
    await complete(tx, 'render', [invoiceId]);
    await announce(tx, invoiceId);
  });
  return bytes;
}

/** Makes the invoice's FA(3) file, with a confirmation and a UPO beside it, and lets it wait for KSeF, as for a chain whose invoices for private persons go there. */
async function giveXml({ app, chain }: SiteContext, shopper: Person, invoiceId: string): Promise<void> {
  const tenantId = chain.id;
  await app.db.withTenant({ role: 'shopper', tenantId, shopperId: shopper.id }, async (tx) => {
    for (const kind of ['fa3', 'confirmation', 'upo'] as const) await insertDocument(tx, invoiceId, kind);
    await enqueue(tx, 'fa3', [invoiceId]);
  });
  await finishXml(app, tenantId, invoiceId);
  for (const kind of ['confirmation', 'upo'] as const) {
    const bytes = pdf(`${kind} ${invoiceId}`);
    const file = { sha256: createHash('sha256').update(bytes).digest(), byteSize: bytes.byteLength };
    const storageKey = `invoices/${tenantId}/${invoiceId}/${file.sha256.toString('hex')}.${kind}`;
    await app.documents.put(storageKey, bytes);
    await app.db.withTenant({ role: 'worker', tenantId }, (tx) =>
      markReady(tx, invoiceId, { ...file, storageKey }, kind),
    );
  }
  await app.db.withTenant({ role: 'shopper', tenantId, shopperId: shopper.id }, (tx) =>
    insertKsefSubmission(tx, invoiceId),
  );
}

/** Makes the FA(3) file that an invoice waits for, as the worker does. */
export async function finishXml(app: App, tenantId: string, invoiceId: string): Promise<void> {
  const never = () => Promise.reject(new Error('an FA(3) file is not printed'));
  const worker = { ...app, renderTemplate: never, print: never, readBack: never };
  await jobs.fa3({ app: worker, input: { tenantId, subjectId: invoiceId } });
}

async function readyPreview(site: SiteContext, admin: Person): Promise<string> {
  const { app, chain } = site;
  const ctx = { ...site, member: { ...admin, role: 'admin' as const } };
  const { source } = await getTemplate({ ctx, input: { kind: 'invoice' } });
  const { id } = await startPreview({ ctx, input: { kind: 'invoice', source } });
  await app.db.withTenant({ role: 'worker', tenantId: chain.id }, async (tx) => {
    await finishPreview(tx, id, { content: pdf(id) });
    await complete(tx, 'preview', [id]);
  });
  return id;
}
