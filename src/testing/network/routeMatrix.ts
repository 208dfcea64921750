import type { NewChain } from '../../contract/chains.ts';
import type { SaveDraft, TemplateKind } from '../../contract/templates.ts';
import { siteTextInForce } from '../../db/chains/siteTexts.ts';
import { templateDraft, templateVersion } from '../../db/templates.ts';
import { chainDay } from '../../domain/day.ts';
import { holdsAny, type Role as ProductRole, type Right } from '../../domain/rights.ts';
import type { NeededRight } from '../../http/plugins/rights.ts';
import { aFullReceipt, aReceipt } from '../builders/receipts.ts';
import { aCertificate, aKeyPair } from '../certificates.ts';
import { aReadablePoslog, aSignedJpk, poslogFormats } from '../receipts/formats.ts';
import { type Ask, type Role, roles } from './client.ts';
import { newPasskey, sparePasskey, sparePasskeyProof } from './passkeys.ts';
import { knownCompany } from './registers.ts';
import { operatorEmail, type Site } from './site.ts';
import { type SiteChain, type SiteIds, sitePassword, siteWaiter } from './siteChain.ts';
import {
  linesOf,
  spareAccountant,
  spareBuyer,
  spareCertificate,
  spareChain,
  spareDraft,
  spareInvitation,
  spareInvoice,
  spareInvoices,
  spareKsefToken,
  spareMailCode,
  spareOrder,
  spareReceipt,
  spareSession,
} from './spares.ts';

/** Hosts on which a route answers: chains' hosts, the operator's, both (`office`), or any host. */
export type Where = 'chain' | 'operator' | 'office' | 'anywhere';

/** Input for building an allowed request: the site, its chain, and ids of the chain's data. */
export type Sample = { site: Site; chain: SiteChain; ids: SiteIds; atOperator: boolean; role?: Role };
type Request = Omit<Ask, 'method' | 'url' | 'host'> & { url?: string };

/** One declared route: the right it needs, its hosts, its roles, and a valid request. */
export type Row = {
  method: string;
  url: string;
  /** The right that the route declares. It decides which callers may enter. */
  right: NeededRight;
  where: Where;
  /** Roles that may call the route. */
  may: readonly Role[];
  /** Of the allowed roles, those that find the sample's ids. Others get 404. Unset: all roles. */
  sees?: readonly Role[];
  /** Problem code for all other roles. */
  refusal: 'session.required' | 'pos_key.refused' | 'never';
  /** Status of the answer to the valid request. */
  ok: number;
  /** Ids in the request that belong to a chain. The same ids of another chain must not be found. */
  names?: readonly (keyof SiteIds)[];
  /** Whether the route refuses while its chain is suspended. */
  stops?: true;
  /** Whether the route ends the session of the request. */
  endsSession?: true;
  /** The route changes the account of its caller, so each request of a shopper comes from a new one. */
  changesCaller?: true;
  request?: (sample: Sample) => Request | Promise<Request>;
  /** Creates new data for each request, for a route that changes or deletes what the request names. */
  spare?: (site: Site, chain: SiteChain) => Promise<Partial<SiteIds>>;
};

/** The role of the product that each person of the tests has. */
export const productRole = {
  anonymous: undefined,
  pos: 'pos',
  shopper: 'shopper',
  otherShopper: 'shopper',
  storeStaff: 'staff',
  otherStoreStaff: 'staff',
  staff: 'staff',
  admin: 'admin',
  operator: 'operator',
} as const satisfies Record<Role, ProductRole | undefined>;

const seesInvoice = ['shopper', 'storeStaff', 'staff', 'admin'] as const;
const open = { right: 'anyone', may: roles, refusal: 'never' } as const;
const onChain = { ...open, where: 'chain' } as const;

/** Which roles may call, on which hosts, and how others are refused; derived from rights.ts. */
function needs(...wanted: Right[]): Pick<Row, 'right' | 'where' | 'may' | 'refusal'> {
  const may = roles.filter((role) => {
    const held = productRole[role];
    return held !== undefined && holdsAny(held, wanted);
  });
  const [first = 'invoices.read', ...others] = wanted;
  const outside = may.filter((role) => role !== 'operator');
  return {
    right: others.length ? wanted : first,
    may,
    where: outside.length === 0 ? 'operator' : may.includes('operator') ? 'office' : 'chain',
    refusal: may.includes('pos') ? 'pos_key.refused' : 'session.required',
  };
}

const deciding = {
  ...needs('corrections.decide'),
  ok: 200,
  sees: seesInvoice.filter((role) => role !== 'shopper'),
  names: ['draft'],
  spare: spareDraft,
} as const satisfies Omit<Row, 'method' | 'url'>;

/** All routes of the server. A test fails for a route without a row, and for a row without a route. */
export const routeMatrix: readonly Row[] = [
  row('GET /api/v1/openapi.json', { ...open, where: 'anywhere', ok: 200 }),
  row('GET /api/v1/docs', { ...open, where: 'anywhere', ok: 200 }),
  row('GET /theme/platform.css', { ...open, where: 'anywhere', ok: 200 }),
  row('GET /theme/:file', {
    ...onChain,
    ok: 200,
    names: ['theme'],
    request: ({ ids }) => ({ url: `/theme/${ids.theme}.css` }),
  }),
  row('GET /theme/icons/:file', {
    ...onChain,
    ok: 200,
    names: ['theme'],
    request: ({ ids }) => ({ url: `/theme/icons/${ids.theme}-192.png` }),
  }),
  row('GET /fonts/:file', {
    ...open,
    where: 'anywhere',
    ok: 200,
    request: () => ({ url: '/fonts/nunito-400-polish.woff2' }),
  }),
  row('GET /_app/*', { ...open, where: 'anywhere', ok: 200, request: () => ({ url: '/_app/app.js' }) }),
  row('GET /manifest.webmanifest', { ...onChain, ok: 200 }),
  row('GET /service-worker.js', { ...open, where: 'anywhere', ok: 200 }),
  row('GET /*', { ...open, where: 'anywhere', ok: 200, request: () => ({ url: '/' }) }),

  row('GET /api/v1/chain', { ...onChain, ok: 200 }),
  row('GET /api/v1/texts/:kind/:language', {
    ...onChain,
    ok: 200,
    request: () => ({ url: '/api/v1/texts/privacy/pl' }),
  }),
  row('POST /api/v1/receipts/find', {
    ...onChain,
    stops: true,
    ok: 200,
    names: ['code'],
    request: ({ ids }) => ({ payload: { code: ids.code } }),
  }),
  row('POST /api/v1/companies/find', {
    ...onChain,
    stops: true,
    ok: 200,
    request: () => ({ payload: { nip: knownCompany.nip } }),
  }),
  row('POST /api/v1/invoices/preview', {
    ...onChain,
    stops: true,
    ok: 200,
    names: ['receipt', 'line'],
    request: ({ ids }) => ({
      payload: {
        lines: linesOf(ids),
        buyer: { kind: 'person', name: 'Anna Nowak', address: 'ul. Polna 1, Kraków', email: 'anna@shopper.example' },
      },
    }),
  }),
  row('POST /api/v1/auth/code', {
    ...onChain,
    ok: 202,
    names: ['receipt', 'line'],
    request: ({ chain, ids }) => ({
      payload: {
        email: `${crypto.randomUUID()}@${chain.slug}.example`,
        language: 'pl',
        order: {
          lines: linesOf(ids),
          buyer: { kind: 'person', name: 'Anna Nowak', address: 'ul. Polna 1, Kraków', email: 'anna@shopper.example' },
          idempotencyKey: crypto.randomUUID(),
        },
      },
    }),
  }),
  row('POST /api/v1/auth/session', {
    ...onChain,
    ok: 200,
    request: async ({ site, chain }) => ({ payload: await spareMailCode(site, chain) }),
  }),
  row('POST /api/v1/orders/look', {
    ...onChain,
    stops: true,
    ok: 200,
    request: async ({ site, chain }) => ({ payload: { token: await spareOrder(site, chain) } }),
  }),
  row('POST /api/v1/orders/press', {
    ...onChain,
    stops: true,
    ok: 200,
    request: async ({ site, chain }) => ({
      payload: { token: await spareOrder(site, chain) },
      headers: { 'idempotency-key': crypto.randomUUID() },
    }),
  }),
  ofOrder('GET /api/v1/orders/:id', 200),
  ofOrder('GET /api/v1/orders/:id/pdf', 200),
  ofOrder('DELETE /api/v1/orders/:id', 204),
  row('POST /api/v1/auth/session/passkey-options', { ...onChain, ok: 200 }),
  row('POST /api/v1/auth/session/passkey', {
    ...onChain,
    ok: 200,
    request: ({ site, chain }) => sparePasskeyProof(site, chain),
  }),
  row('GET /api/v1/auth/passkeys', { ...needs('passkeys.read'), ok: 200 }),
  row('POST /api/v1/auth/passkeys/options', { ...needs('passkeys.add'), ok: 200 }),
  row('POST /api/v1/auth/passkeys', {
    ...needs('passkeys.add'),
    ok: 201,
    request: ({ site, chain, role }) => newPasskey(site, chain, role === 'otherShopper' ? role : 'shopper'),
  }),
  row('DELETE /api/v1/auth/passkeys/:id', {
    ...needs('passkeys.delete'),
    sees: ['shopper'],
    ok: 204,
    names: ['passkey'],
    spare: sparePasskey,
    request: ({ ids }) => ({ url: `/api/v1/auth/passkeys/${ids.passkey}` }),
  }),
  row('DELETE /api/v1/auth/session', { ...onChain, ok: 204, endsSession: true }),
  row('POST /api/v1/office/session', {
    ...open,
    where: 'office',
    ok: 200,
    request: ({ chain, atOperator }) => ({
      payload: { email: atOperator ? operatorEmail : chain.people.staff.email, password: sitePassword },
    }),
  }),
  row('POST /api/v1/office/password', {
    ...onChain,
    ok: 200,
    request: async ({ site, chain }) => ({
      payload: { token: await spareInvitation(site, chain), password: sitePassword },
    }),
  }),
  row('DELETE /api/v1/office/session', { ...open, where: 'office', ok: 204, endsSession: true }),
  row('GET /api/v1/office/me', {
    ...needs('office.enter'),
    ok: 200,
  }),

  row('POST /api/v1/receipts', {
    ...needs('receipts.import'),
    stops: true,
    ok: 201,
    request: () => ({ payload: aFullReceipt() }),
  }),
  row('POST /api/v1/receipts/batch', {
    ...needs('receipts.import'),
    stops: true,
    ok: 200,
    request: () => ({
      payload: JSON.stringify(aReceipt()),
      headers: { 'content-type': 'application/x-ndjson' },
    }),
  }),

  row('POST /api/v1/receipts/:id/returns', {
    ...needs('returns.record'),
    ok: 201,
    names: ['receipt'],
    spare: spareReceipt,
    request: ({ ids }) => ({
      url: `/api/v1/receipts/${ids.receipt}/returns`,
      payload: {
        externalId: crypto.randomUUID(),
        returnedAt: '2026-11-24T12:00:00+01:00',
        lines: [{ position: 1, quantity: '1' }],
      },
    }),
  }),

  row('POST /api/v1/receipts/jpk', {
    ...needs('receipts.import'),
    ok: 201,
    request: async ({ site, chain }) => ({
      payload: await aSignedJpk(site, chain),
      headers: { 'content-type': 'application/jose' },
    }),
  }),
  row('POST /api/v1/receipts/poslog', {
    ...needs('receipts.import'),
    ok: 201,
    request: async ({ site, chain }) => ({
      payload: await aReadablePoslog(site, chain),
      headers: { 'content-type': 'application/xml' },
    }),
  }),

  row('GET /api/v1/me', { ...needs('buyers.read'), ok: 200 }),
  row('POST /api/v1/buyers', {
    ...needs('buyers.edit'),
    ok: 201,
    request: () => ({ payload: { kind: 'person', name: 'Jan Nowak' } }),
  }),
  row('PUT /api/v1/buyers/:id', {
    ...needs('buyers.edit'),
    sees: ['shopper'],
    ok: 200,
    names: ['buyer'],
    spare: spareBuyer,
    request: ({ ids }) => ({
      url: `/api/v1/buyers/${ids.buyer}`,
      payload: { kind: 'person', name: `Nabywca ${ids.buyer}` },
    }),
  }),
  row('POST /api/v1/buyers/:id/merge', {
    ...needs('buyers.edit'),
    sees: ['shopper'],
    ok: 200,
    names: ['buyer'],
    spare: spareBuyer,
    request: ({ ids }) => ({ url: `/api/v1/buyers/${ids.buyer}/merge` }),
  }),
  row('GET /api/v1/profile', { ...needs('profile.read'), ok: 200 }),
  row('PUT /api/v1/profile', {
    ...needs('profile.edit'),
    ok: 204,
    request: () => ({ payload: { name: 'Anna Nowak' } }),
  }),
  row('DELETE /api/v1/profile', { ...needs('profile.erase'), ok: 204, changesCaller: true }),
  row('GET /api/v1/profile/export', { ...needs('profile.read'), ok: 200 }),
  row('DELETE /api/v1/profile/consent', { ...needs('profile.edit'), ok: 204 }),
  row('DELETE /api/v1/profile/sessions', { ...needs('profile.edit'), ok: 204, changesCaller: true }),
  row('DELETE /api/v1/profile/sessions/:id', {
    ...needs('profile.edit'),
    sees: ['shopper'],
    ok: 204,
    names: ['session'],
    spare: spareSession,
    request: ({ ids }) => ({ url: `/api/v1/profile/sessions/${ids.session}` }),
  }),
  row('PUT /api/v1/accountant', {
    ...needs('profile.edit'),
    ok: 200,
    changesCaller: true,
    request: () => ({ payload: { address: `${crypto.randomUUID()}@accountant.example`, mode: 'month' } }),
  }),
  row('DELETE /api/v1/accountant', { ...needs('profile.edit'), ok: 204, changesCaller: true }),
  ...(['read', 'confirm', 'stop'] as const).map((verb) =>
    row(`POST /api/v1/accountant/${verb}`, {
      ...onChain,
      ok: 200,
      names: ['accountant'],
      spare: spareAccountant,
      request: ({ ids }) => ({ payload: { token: ids.accountant } }),
    }),
  ),
  row('POST /accountant/:token', {
    ...onChain,
    ok: 204,
    names: ['accountant'],
    spare: spareAccountant,
    request: ({ ids }) => ({ url: `/accountant/${ids.accountant}` }),
  }),
  row('GET /api/v1/invoices/archive', {
    ...needs('ownInvoices.read'),
    ok: 200,
    spare: spareInvoices,
    request: () => ({ url: `/api/v1/invoices/archive?month=${chainDay(new Date(), 'Europe/Warsaw').slice(0, 7)}` }),
  }),
  row('DELETE /api/v1/buyers/:id', {
    ...needs('buyers.delete'),
    sees: ['shopper'],
    ok: 204,
    names: ['buyer'],
    spare: spareBuyer,
    request: ({ ids }) => ({ url: `/api/v1/buyers/${ids.buyer}` }),
  }),
  row('POST /api/v1/invoices', {
    ...needs('invoices.issue'),
    stops: true,
    ok: 201,
    names: ['receipt', 'line'],
    spare: spareReceipt,
    request: ({ ids }) => ({
      payload: {
        lines: linesOf(ids),
        buyer: { kind: 'person', name: 'Anna Nowak', address: 'ul. Polna 1, Kraków', email: 'anna@shopper.example' },
      },
      headers: { 'idempotency-key': crypto.randomUUID() },
    }),
  }),

  ...reading('/api/v1', ['ownInvoices', 'invoices'], seesInvoice),
  ...reading('/api/v1/office', ['invoices'], ['storeStaff', 'staff', 'admin']),
  row('GET /api/v1/office/stores', { ...needs('stores.read'), ok: 200 }),

  row('GET /api/v1/office/templates/:kind', {
    ...needs('templates.edit'),
    ok: 200,
    request: () => ({ url: '/api/v1/office/templates/invoice' }),
  }),
  row('PUT /api/v1/office/templates/:kind/draft', {
    ...needs('templates.edit'),
    stops: true,
    ok: 200,
    request: async (sample) => ({
      url: '/api/v1/office/templates/email/draft',
      payload: await draftOf(sample, 'email'),
    }),
  }),
  row('POST /api/v1/office/templates/:kind/previews', {
    ...needs('templates.edit'),
    stops: true,
    ok: 202,
    request: async (sample) => ({
      url: '/api/v1/office/templates/email/previews',
      payload: { source: (await draftOf(sample, 'email')).source },
    }),
  }),
  row('GET /api/v1/office/template-previews/:id', {
    ...needs('templates.edit'),
    ok: 200,
    names: ['preview'],
    request: ({ ids }) => ({ url: `/api/v1/office/template-previews/${ids.preview}` }),
  }),
  row('GET /api/v1/office/template-previews/:id/file', {
    ...needs('templates.edit'),
    ok: 200,
    names: ['preview'],
    request: ({ ids }) => ({ url: `/api/v1/office/template-previews/${ids.preview}/file` }),
  }),
  row('POST /api/v1/office/templates/:kind/publish', {
    ...needs('templates.publish'),
    stops: true,
    ok: 200,
    request: async (sample) => ({
      url: '/api/v1/office/templates/email/publish',
      payload: { revision: (await draftOf(sample, 'email')).revision },
    }),
  }),
  row('POST /api/v1/office/templates/:kind/rollback', {
    ...needs('templates.publish'),
    stops: true,
    ok: 200,
    request: () => ({ url: '/api/v1/office/templates/email/rollback', payload: { version: 1 } }),
  }),

  row('GET /api/v1/office/exports/invoices', {
    ...needs('books.read'),
    ok: 200,
    request: () => ({ url: '/api/v1/office/exports/invoices?month=2026-11&format=xlsx' }),
  }),
  row('GET /api/v1/office/reconciliation', {
    ...needs('books.read'),
    ok: 200,
    request: () => ({ url: '/api/v1/office/reconciliation?month=2026-11' }),
  }),
  row('GET /api/v1/office/corrections', { ...needs('corrections.decide'), ok: 200 }),
  row('GET /api/v1/office/corrections/:id', {
    ...deciding,
    request: ({ ids }) => ({ url: `/api/v1/office/corrections/${ids.draft}` }),
  }),
  row('POST /api/v1/office/corrections/:id/confirm', {
    ...deciding,
    request: ({ ids }) => ({ url: `/api/v1/office/corrections/${ids.draft}/confirm`, payload: { note: 'checked' } }),
  }),
  row('POST /api/v1/office/corrections/:id/reject', {
    ...deciding,
    request: ({ ids }) => ({ url: `/api/v1/office/corrections/${ids.draft}/reject`, payload: { note: 'no' } }),
  }),

  row('GET /api/v1/office/texts/:kind/:language', {
    ...needs('siteTexts.edit'),
    ok: 200,
    request: () => ({ url: '/api/v1/office/texts/terms/en' }),
  }),
  row('POST /api/v1/office/texts/:kind/:language/publish', {
    ...needs('siteTexts.edit'),
    ok: 200,
    request: async ({ site, chain }) => ({
      url: '/api/v1/office/texts/terms/pl/publish',
      payload: { source: 'Regulamin', version: await versionOf(site, chain) },
    }),
  }),

  row('GET /api/v1/office/receipt-certificates', { ...needs('receiptFormats.edit'), ok: 200 }),
  row('POST /api/v1/office/receipt-certificates', {
    ...needs('receiptFormats.edit'),
    ok: 201,
    request: () => ({ payload: { label: 'Kasa 12', certificate: aCertificate().pem } }),
  }),
  row('DELETE /api/v1/office/receipt-certificates/:id', {
    ...needs('receiptFormats.edit'),
    ok: 204,
    names: ['certificate'],
    spare: spareCertificate,
    request: ({ ids }) => ({ url: `/api/v1/office/receipt-certificates/${ids.certificate}` }),
  }),
  row('GET /api/v1/office/receipt-formats', { ...needs('receiptFormats.edit'), ok: 200 }),
  row('PUT /api/v1/office/receipt-formats', {
    ...needs('receiptFormats.edit'),
    ok: 200,
    request: () => ({ payload: poslogFormats }),
  }),

  row('GET /api/v1/office/ksef', { ...needs('ksef.edit'), ok: 200 }),
  row('PUT /api/v1/office/ksef/token', {
    ...needs('ksef.edit'),
    ok: 200,
    request: () => ({ payload: { token: 'a-token-of-the-route-matrix' } }),
  }),
  row('PUT /api/v1/office/ksef/certificate', {
    ...needs('ksef.edit'),
    ok: 200,
    request: () => ({ payload: aKeyPair() }),
  }),
  row('PUT /api/v1/office/ksef/offline', {
    ...needs('ksef.edit'),
    ok: 200,
    request: () => ({ payload: aKeyPair() }),
  }),
  row('PUT /api/v1/office/ksef/sending', {
    ...needs('ksef.edit'),
    ok: 200,
    request: () => ({ payload: { sending: false } }),
  }),
  row('POST /api/v1/office/ksef/trial', { ...needs('ksef.edit'), ok: 204, spare: spareKsefToken }),
  row('GET /api/v1/office/ksef/submissions', {
    ...needs('ksef.edit'),
    ok: 200,
    request: () => ({ url: '/api/v1/office/ksef/submissions?queue=waiting' }),
  }),
  row('POST /api/v1/office/ksef/submissions/:id/again', {
    ...needs('ksef.edit'),
    ok: 204,
    names: ['invoice'],
    request: ({ ids }) => ({ url: `/api/v1/office/ksef/submissions/${ids.invoice}/again` }),
  }),
  row('DELETE /api/v1/office/ksef/:kind', {
    ...needs('ksef.edit'),
    ok: 204,
    spare: spareKsefToken,
    request: () => ({ url: '/api/v1/office/ksef/token' }),
  }),

  row('GET /api/v1/operator/chains', { ...needs('chains.read'), ok: 200 }),
  row('POST /api/v1/operator/chains', {
    ...needs('chains.create'),
    ok: 201,
    request: () => ({ payload: aNewChain() }),
  }),
  ...(['suspend', 'resume'] as const).map((verb) =>
    row(`POST /api/v1/operator/chains/:id/${verb}`, {
      ...needs('chains.suspend'),
      ok: 200,
      spare: spareChain,
      request: ({ ids }) => ({ url: `/api/v1/operator/chains/${ids.chain}/${verb}` }),
    }),
  ),
  row('POST /api/v1/operator/chains/:id/keys', {
    ...needs('posKeys.create'),
    ok: 201,
    spare: spareChain,
    request: ({ ids }) => ({ url: `/api/v1/operator/chains/${ids.chain}/keys`, payload: { label: 'kasa 7' } }),
  }),
];

/** The invoice routes, which exist below /api/v1 and below /api/v1/office. */
function reading(prefix: string, whose: ('ownInvoices' | 'invoices')[], sees: readonly Role[]): Row[] {
  const door = needs(...whose.map((one) => `${one}.read` as const));
  const resending = needs(...whose.map((one) => `${one}.resend` as const));
  const one = (ask: string, rest: Partial<Row> & { ok: number }, id: 'invoice' | 'queuedInvoice' = 'invoice') => {
    const [method, path = ''] = ask.split(' ');
    const request = ({ ids }: Sample) => ({ url: `${prefix}${path.replace(':id', ids[id])}` });
    return row(`${method} ${prefix}${path}`, { ...door, sees, names: [id], request, ...rest });
  };
  return [
    row(`GET ${prefix}/invoices`, { ...door, ok: 200 }),
    one('GET /invoices/:id', { ok: 200 }),
    one('GET /invoices/:id/pdf', { ok: 200 }),
    one('GET /invoices/:id/xml', { ok: 200 }),
    one('GET /invoices/:id/confirmation', { ok: 200 }),
    one('GET /invoices/:id/upo', { ok: 200 }),
    one('GET /invoices/:id/events', { ok: 200 }),
    one('POST /invoices/:id/deliveries', { ...resending, ok: 202 }, 'queuedInvoice'),
    one('GET /invoices/:id/corrections', { ok: 200 }),
    row(`POST ${prefix}/invoices/:id/corrections`, {
      ...needs(...whose.map((one) => (one === 'invoices' ? 'corrections.propose' : 'ownCorrections.request'))),
      ok: 201,
      sees,
      names: ['queuedInvoice'],
      spare: spareInvoice,
      request: ({ ids }) => ({
        url: `${prefix}/invoices/${ids.queuedInvoice}/corrections`,
        payload: { change: { reason: 'goods_returned', lines: [{ position: 1, quantity: '1' }] }, note: 'broken' },
      }),
    }),
  ];
}

/** What the device that sent an order asks for. */
function ofOrder(ask: string, ok: number): Row {
  const [, path = ''] = ask.split(' ');
  const headers = { cookie: `__Host-efk_order=${siteWaiter}` };
  const request = ({ ids }: Sample) => ({ url: path.replace(':id', ids.order), headers });
  return row(ask, { ...onChain, ok, names: ['order'], request });
}

function row(ask: string, rest: Omit<Row, 'method' | 'url'>): Row {
  const [method = '', url = ''] = ask.split(' ');
  return { method, url, ...rest };
}

let slugs = 0;

export function aNewChain(slug = `nowa${process.pid}x${++slugs}`): NewChain {
  return {
    slug,
    name: 'Nowa Sieć',
    seller: { name: 'Nowa sp. z o.o.', nip: '8567346215', address: 'ul. Polna 2, 30-001 Kraków' },
    baseTheme: 'default',
    admin: { email: `admin@${slug}.example` },
    store: { code: 'N1', name: 'Sklep', address: 'ul. Polna 2, 30-001 Kraków' },
    copyEmail: `faktury@${slug}.example`,
  };
}

/** The present draft, or the published source when there is no draft, with its revision. */
async function draftOf({ site, chain }: Sample, kind: TemplateKind): Promise<SaveDraft> {
  const admin = { role: 'admin', tenantId: chain.id, staffId: chain.people.admin.id } as const;
  return site.app.db.withTenant(admin, async (tx) => {
    const draft = await templateDraft(tx, kind);
    const published = draft && (await templateVersion(tx, draft.publishedId));
    return { source: draft?.draftSource ?? published?.source ?? '', revision: draft?.draftRevision ?? 0 };
  });
}

/** The version of the Polish terms in force. */
async function versionOf(site: Site, chain: SiteChain): Promise<number> {
  const actor = { role: 'shopper', tenantId: chain.id } as const;
  const own = await site.app.db.withTenant(actor, (tx) => siteTextInForce(tx, { kind: 'terms', language: 'pl' }));
  return own?.version ?? 0;
}
