import {
  aReturn,
  certificate,
  certificateColumns,
  chainIds,
  correctedLine,
  correctedLineColumns,
  correction,
  correctionColumns,
  hash,
  idempotencyKeyColumns,
  ids,
  invoice,
  invoiceColumns,
  invoiceLine,
  invoiceLineColumns,
  invoiceSale,
  invoiceSaleColumns,
  ksefColumns,
  receipt,
  receiptColumns,
  receiptLine,
  receiptLineColumns,
  returnColumns,
  returnLine,
  returnLineColumns,
  tomorrow,
} from './isolationWorld.ts';

// Who may read and change what in the data of isolationWorld.ts. Everything else must be refused.

export type Chain = keyof typeof chainIds;

/** A caller of the database: a role with its settings. Without a chain there is no tenant. */
export type Standpoint = { name: string; role: string; chain?: Chain; settings: Record<string, string> };

const inAChain: Record<string, { role: string; settings?: Record<string, string> }> = {
  door: { role: 'efk_door' },
  pos: { role: 'efk_pos' },
  anna: { role: 'efk_shopper', settings: { 'app.actor_id': ids.anna, 'app.receipt_ids': ids.receiptOne } },
  ewa: { role: 'efk_shopper', settings: { 'app.actor_id': ids.ewa, 'app.receipt_ids': ids.receiptTwo } },
  finder: { role: 'efk_shopper', settings: { 'app.receipt_code': 'CODE1' } },
  stranger: { role: 'efk_shopper' },
  clerk: { role: 'efk_staff', settings: { 'app.actor_id': ids.clerk } },
  clerkOfOne: { role: 'efk_staff', settings: { 'app.actor_id': ids.clerkOfOne, 'app.store_id': ids.storeOne } },
  clerkOfTwo: { role: 'efk_staff', settings: { 'app.actor_id': ids.clerkOfTwo, 'app.store_id': ids.storeTwo } },
  admin: { role: 'efk_admin', settings: { 'app.actor_id': ids.admin } },
  corrector: { role: 'efk_corrector' },
  worker: { role: 'efk_worker' },
  operator: { role: 'efk_operator', settings: { 'app.actor_id': ids.operator } },
  purger: { role: 'efk_purger' },
  // A chain is set, but no person.
  sweeperInside: { role: 'efk_sweeper' },
  owner: { role: 'efk_owner' },
  login: { role: 'efk_login' },
  queue: { role: 'efk_queue' },
};

/** All callers inside either chain, and all again without a tenant. `unset` is the state of a new connection. */
export function standpoints(tenantless: 'emptied' | 'unset' = 'emptied'): Standpoint[] {
  const empty: Record<string, string> = tenantless === 'emptied' ? { 'app.tenant_id': '' } : {};
  return Object.entries(inAChain).flatMap(([name, { role, settings = {} }]) => [
    ...(['A', 'B'] as const).map((chain): Standpoint => {
      return { name, role, chain, settings: { ...settings, 'app.tenant_id': chainIds[chain] } };
    }),
    { name, role, settings: { ...settings, ...empty } },
  ]);
}

/** `deleted` says which rows may be deleted where that are other ones. */
export type Access = { commands: string[]; which: string; deleted?: string };

const own = 'tenant_id = $tenant';
const may = (commands: string, which = own): Access => ({ commands: commands.split(' '), which });
const all = may('select', 'true');
const purge = (deleted: string): Access => ({ ...may('select delete'), deleted: `${own} and ${deleted}` });
const ofOldInvoice = `invoice_id = '${ids.oldInvoice}'`;
const stores = { one: `store_id = '${ids.storeOne}'`, two: `store_id = '${ids.storeTwo}'` };
const invoicesOne = `invoice_id in ('${ids.annasInvoice}', '${ids.annasNew}', '${ids.annasCorrection}', '${ids.newCorrection}', '${ids.oldInvoice}')`;
const invoicesTwo = `invoice_id in ('${ids.ewasInvoice}', '${ids.ewasNew}')`;

/** Rights inside the own chain: by table, by name. */
const inside: Record<string, Record<string, Access>> = {
  chains: {
    ...byAll('pos anna ewa finder stranger clerk clerkOfOne clerkOfTwo corrector', may('select', 'id = $tenant')),
    ...byAll('admin worker', may('select update', 'id = $tenant')),
  },
  stores: {
    ...byAll('door pos anna ewa finder stranger clerk admin corrector operator', may('select')),
    clerkOfOne: may('select', `${own} and id = '${ids.storeOne}'`),
    clerkOfTwo: may('select', `${own} and id = '${ids.storeTwo}'`),
  },
  tills: { pos: may('select') },
  pos_keys: byAll('door operator', may('select')),
  receipt_certificates: { pos: may('select'), admin: may('select delete') },
  ksef_credentials: { admin: may('select delete'), worker: may('select update') },
  receipts: {
    ...byAll('pos operator', may('select')),
    corrector: may('select update'),
    anna: may('select update', `${own} and id = '${ids.receiptOne}'`),
    ewa: may('select update', `${own} and id = '${ids.receiptTwo}'`),
    finder: may('select update', `${own} and code = 'CODE1'`),
    purger: purge(`id = '${ids.oldBareReceipt}'`),
  },
  receipt_lines: {
    pos: may('select'),
    corrector: may('select update'),
    anna: may('select update', `${own} and receipt_id = '${ids.receiptOne}'`),
    ewa: may('select update', `${own} and receipt_id = '${ids.receiptTwo}'`),
    purger: purge(`receipt_id = '${ids.oldReceipt}' and line_no = 2`),
  },
  shoppers: {
    ...byAll('door corrector worker', may('select')),
    anna: may('select update', `${own} and id = '${ids.anna}'`),
    ewa: may('select update', `${own} and id = '${ids.ewa}'`),
  },
  accountants: {
    door: may('select update delete'),
    ...byAll('corrector worker', may('select')),
    anna: may('select update delete', `${own} and shopper_id = '${ids.anna}'`),
  },
  accountant_months: { anna: may('select'), worker: may('select update') },
  mail_codes: { door: may('select update delete') },
  staff: {
    door: may('select update'),
    clerk: may('select', `${own} and id = '${ids.clerk}'`),
    clerkOfOne: may('select', `${own} and id = '${ids.clerkOfOne}'`),
    clerkOfTwo: may('select', `${own} and id = '${ids.clerkOfTwo}'`),
    admin: may('select', `${own} and id = '${ids.admin}'`),
  },
  sessions: {
    door: may('select update delete'),
    anna: may('select delete', `${own} and shopper_id = '${ids.anna}'`),
    ewa: may('select delete', `${own} and shopper_id = '${ids.ewa}'`),
  },
  passkeys: {
    door: may('select update'),
    anna: may('select delete', `${own} and shopper_id = '${ids.anna}'`),
    ewa: may('select delete', `${own} and shopper_id = '${ids.ewa}'`),
  },
  consents: {
    anna: may('select update', `${own} and shopper_id = '${ids.anna}'`),
    ewa: may('select update', `${own} and shopper_id = '${ids.ewa}'`),
  },
  site_texts: byAll('anna ewa finder stranger admin', may('select')),
  passkey_challenges: { door: may('select delete') },
  budgets: { door: may('select update delete') },
  known_networks: { door: may('select update delete') },
  companies: { door: may('select update delete') },
  idempotency_keys: {
    door: may('select delete'),
    ...ownKeys('shopper', { anna: ids.anna, ewa: ids.ewa }),
    ...ownKeys('staff', { clerk: ids.clerk, clerkOfOne: ids.clerkOfOne, clerkOfTwo: ids.clerkOfTwo, admin: ids.admin }),
  },
  template_versions: {
    ...byAll('admin worker operator', may('select')),
    ...byAll('anna ewa finder stranger clerk clerkOfOne clerkOfTwo', may('select', `${own} and kind = 'theme'`)),
  },
  templates: {
    ...byAll('anna ewa finder stranger clerk clerkOfOne clerkOfTwo corrector worker', may('select')),
    admin: may('select update'),
  },
  template_previews: { admin: may('select delete'), worker: may('select update') },
  number_counters: byAll('anna ewa finder stranger corrector', may('select update')),
  invoices: {
    ...byAll('clerk admin corrector worker operator', may('select')),
    anna: may('select', `${own} and shopper_id = '${ids.anna}'`),
    ewa: may('select', `${own} and shopper_id = '${ids.ewa}'`),
    clerkOfOne: may('select', `${own} and ${stores.one}`),
    clerkOfTwo: may('select', `${own} and ${stores.two}`),
    purger: purge(`id = '${ids.oldBareInvoice}'`),
  },
  invoice_lines: {
    ...withInvoice('select'),
    corrector: may('select'),
    purger: may('select delete', `${own} and ${ofOldInvoice}`),
  },
  invoice_sales: { ...withInvoice('select'), corrector: may('select'), purger: purge(ofOldInvoice) },
  returns: { corrector: may('select'), purger: purge(`id = '${ids.oldBareReturn}'`) },
  return_lines: { corrector: may('select'), purger: purge(`return_id = '${ids.oldReturn}'`) },
  correction_drafts: { ...withInvoice(), corrector: may('select update'), purger: purge(ofOldInvoice) },
  buyers: {
    anna: may('select update delete', `${own} and shopper_id = '${ids.anna}'`),
    ewa: may('select update delete', `${own} and shopper_id = '${ids.ewa}'`),
  },
  mailed_orders: { door: may('select update delete') },
  documents: {
    ...withInvoice('select update'),
    corrector: may('select'),
    purger: may('select delete', `${own} and ${ofOldInvoice}`),
  },
  ksef_submissions: {
    ...withInvoice('select update'),
    purger: may('select delete', `${own} and ${ofOldInvoice}`),
  },
  destinations: byAll('anna ewa finder stranger clerk clerkOfOne clerkOfTwo admin corrector worker', may('select')),
  deliveries: {
    worker: may('select update'),
    corrector: may('select'),
    ...byAll('clerk admin', may('select', `${own} and not to_accountant`)),
    clerkOfOne: may('select', `${own} and not to_accountant and ${invoicesOne}`),
    clerkOfTwo: may('select', `${own} and not to_accountant and ${invoicesTwo}`),
    anna: may('select update', `${own} and ${invoicesOne}`),
    ewa: may('select update', `${own} and ${invoicesTwo}`),
    purger: may('select delete', `${own} and ${ofOldInvoice}`),
  },
  outbox: { worker: may('select update delete') },
};

/** Rights across all chains, with or without a tenant: by table, by role. */
const everywhere: Record<string, Record<string, Access>> = {
  chains: { efk_door: all, efk_operator: may('select update', 'true'), efk_sweeper: all },
  chores: { efk_sweeper: may('select update', 'true') },
  outbox: { efk_sweeper: all },
  operators: { efk_door: may('select update', 'true'), efk_operator: may('select', `id = '${ids.operator}'`) },
  operator_sessions: { efk_door: may('select update', 'true') },
};

function byAll(namesOfThem: string, access: Access): Record<string, Access> {
  return Object.fromEntries(namesOfThem.split(' ').map((name) => [name, access]));
}

function ownKeys(kind: 'shopper' | 'staff', actors: Record<string, string>): Record<string, Access> {
  return Object.fromEntries(
    Object.entries(actors).map(([name, actor]) => [
      name,
      may('select', `${own} and actor_kind = '${kind}' and actor_id = '${actor}'`),
    ]),
  );
}

function withInvoice(workerMay?: string): Record<string, Access> {
  return {
    ...byAll('clerk admin', may('select')),
    ...byAll('anna clerkOfOne', may('select', `${own} and ${invoicesOne}`)),
    ...byAll('ewa clerkOfTwo', may('select', `${own} and ${invoicesTwo}`)),
    ...(workerMay === undefined ? {} : { worker: may(workerMay) }),
  };
}

export function accessOf(table: string, standpoint: Standpoint): Access | undefined {
  const across = everywhere[table]?.[standpoint.role];
  if (across || !standpoint.chain) return across;
  const access = inside[table]?.[standpoint.name];
  const tenant = `'${chainIds[standpoint.chain]}'`;
  return (
    access && {
      commands: access.commands,
      which: access.which.replace('$tenant', tenant),
      ...(access.deleted === undefined ? {} : { deleted: access.deleted.replace('$tenant', tenant) }),
    }
  );
}

/** A new row, and who may insert it: by name inside the row's chain, or by role anywhere. */
export type Addition =
  | { columns: string; row: (string | null)[]; by: string[] }
  | { statement: string; byRole: string };

const fresh = (n: number) => `00000000-0000-4000-9000-${String(n).padStart(12, '0')}`;
const shoppers = ['anna', 'ewa', 'finder', 'stranger'];
const forAnnasInvoice = ['anna', 'clerk', 'clerkOfOne', 'admin'];

export const additions: Addition[] = [
  { columns: 'stores (code, name, address)', row: ['S9', 'Nine', 'Address'], by: ['pos', 'operator'] },
  { columns: 'tills (store_id, unique_number)', row: [ids.storeOne, 'TILL009'], by: ['pos'] },
  { columns: 'pos_keys (label, key_sha256)', row: ['second', `\\x${'cd'.repeat(32)}`], by: ['operator'] },
  { columns: certificateColumns, row: certificate('cd'), by: ['admin'] },
  { columns: ksefColumns, row: ['token', '\\x02'], by: ['admin'] },
  { columns: receiptColumns, row: receipt(fresh(1), ids.storeOne, ids.tillOne, '9'), by: ['pos'] },
  { columns: receiptLineColumns, row: receiptLine(ids.receiptOne, '9'), by: ['pos'] },
  { columns: 'shoppers (email)', row: ['new@shopper.example'], by: ['door'] },
  {
    columns: 'mail_codes (email, asker, code_hmac, expires_at, attempts_left, others_left)',
    row: ['new@shopper.example', 'asker', hash, tomorrow, '5', '5'],
    by: ['door'],
  },
  { columns: 'staff (email, role, store_id)', row: ['new@chain.example', 'admin', null], by: ['operator'] },
  { columns: 'sessions (shopper_id, expires_at)', row: [ids.anna, tomorrow], by: ['door'] },
  ...(['anna', 'ewa'] as const).map((name, n) => ({
    columns: 'passkeys (shopper_id, credential_id, public_key, counter, transports, name)',
    row: [ids[name], `\\x0${n + 3}`, '\\xaa', '0', '{}', 'Telefon'],
    by: [name],
  })),
  {
    columns: 'passkey_challenges (challenge_sha256, shopper_id, expires_at)',
    row: [`\\x${'ef'.repeat(32)}`, null, tomorrow],
    by: ['door'],
  },
  ...(['anna', 'ewa'] as const).map((name) => ({
    columns: 'consents (shopper_id, kind, version, language)',
    row: [ids[name], 'electronic_invoice', '2', 'pl'],
    by: [name],
  })),
  {
    columns: 'site_texts (kind, language, version, source, published_by)',
    row: ['terms', 'pl', '2', 'Terms', 'admin'],
    by: ['admin'],
  },
  { columns: 'budgets (subject, window_start, spent)', row: ['new', '2026-11-24T00:00Z', '1'], by: ['door'] },
  { columns: 'known_networks (network)', row: ['new'], by: ['door'] },
  ...(['anna', 'ewa'] as const).map((name) => ({
    columns: idempotencyKeyColumns,
    row: ['shopper', ids[name], 'new', hash, fresh(6)],
    by: [name],
  })),
  ...(['clerk', 'clerkOfOne', 'clerkOfTwo', 'admin'] as const).map((name) => ({
    columns: idempotencyKeyColumns,
    row: ['staff', ids[name], 'new', hash, fresh(6)],
    by: [name],
  })),
  { columns: idempotencyKeyColumns, row: ['staff', ids.anna, 'new', hash, fresh(6)], by: [] },
  { columns: idempotencyKeyColumns, row: ['shopper', ids.admin, 'new', hash, fresh(6)], by: [] },
  {
    columns: 'companies (nip, name, address, source, as_of)',
    row: ['7740001454', 'Spółka', 'ul. Nowa 1', 'gus', '2026-11-24'],
    by: ['door'],
  },
  {
    columns: 'template_versions (kind, version, source, created_by)',
    row: ['invoice', '2', '<p>', 'admin'],
    by: ['admin', 'operator'],
  },
  { columns: 'templates (kind, published_id)', row: ['email', ids.mailLayout], by: ['operator'] },
  { columns: 'template_previews (kind, source)', row: ['invoice', '<p>'], by: ['admin'] },
  { columns: 'number_counters (series, period, last_n)', row: ['S1', '2026-12', '1'], by: [...shoppers, 'corrector'] },
  { columns: invoiceColumns, row: invoice(fresh(2), ids.anna, ids.storeOne, '9'), by: ['anna'] },
  { columns: invoiceColumns, row: invoice(fresh(3), ids.ewa, ids.storeOne, '8'), by: ['ewa'] },
  { columns: invoiceLineColumns, row: invoiceLine(ids.annasNew, ids.receiptOne), by: ['anna'] },
  { columns: invoiceSaleColumns, row: invoiceSale(ids.annasNew, ids.receiptOne), by: ['anna'] },
  { columns: correctionColumns, row: correction(fresh(7), ids.annasInvoice, '7'), by: ['corrector'] },
  { columns: correctedLineColumns, row: correctedLine(ids.newCorrection, ids.receiptOne), by: ['corrector'] },
  { columns: invoiceSaleColumns, row: invoiceSale(ids.newCorrection, ids.receiptOne), by: ['corrector'] },
  { columns: 'ksef_submissions (invoice_id)', row: [ids.annasNew], by: ['anna'] },
  { columns: 'documents (invoice_id, kind)', row: [ids.newCorrection, 'pdf'], by: ['anna', 'corrector'] },
  {
    columns: 'deliveries (id, invoice_id, channel, address, destination_id)',
    row: [fresh(8), ids.newCorrection, 'mail', 'anna@shopper.example', null],
    by: [...forAnnasInvoice, 'corrector'],
  },
  { columns: returnColumns, row: aReturn(fresh(9), ids.receiptOne, 'R9'), by: ['corrector'] },
  { columns: returnLineColumns, row: returnLine(ids.annasReturn, ids.receiptOne, '2'), by: ['corrector'] },
  {
    columns: 'correction_drafts (invoice_id, origin, reason, change, note)',
    row: [ids.annasNew, 'shopper', 'to_zero', '{}', 'note'],
    by: ['anna', 'corrector'],
  },
  ...(['clerk', 'clerkOfOne', 'admin'] as const).map((name) => ({
    columns: 'correction_drafts (invoice_id, origin, reason, change, note, created_by)',
    row: [ids.annasNew, 'staff', 'to_zero', '{}', 'note', ids[name]],
    by: [name, 'corrector'],
  })),
  {
    columns: 'correction_drafts (invoice_id, origin, reason, change, return_id)',
    row: [ids.annasNew, 'return', 'goods_returned', '{}', ids.annasReturn],
    by: ['corrector'],
  },
  { columns: 'buyers (shopper_id, kind, name)', row: [ids.anna, 'person', 'Piotr Nowak'], by: ['anna'] },
  {
    columns: 'mailed_orders (email, token_sha256, waiter_sha256, key, choice, expires_at)',
    row: ['new@shopper.example', `\\x${'cd'.repeat(32)}`, hash, 'key', '{}', tomorrow],
    by: ['door'],
  },
  { columns: 'documents (invoice_id, kind)', row: [ids.annasNew, 'pdf'], by: ['anna'] },
  { columns: 'documents (invoice_id, kind)', row: [ids.annasNew, 'fa3'], by: ['anna'] },
  { columns: 'documents (invoice_id, kind)', row: [ids.annasNew, 'confirmation'], by: ['anna'] },
  {
    columns: 'deliveries (id, invoice_id, channel, address, document)',
    row: [fresh(13), ids.annasInvoice, 'mail', 'anna@shopper.example', 'confirmation'],
    by: ['anna'],
  },
  { columns: 'destinations (channel, address)', row: ['mail', 'other@chain.example'], by: ['operator'] },
  {
    columns: 'deliveries (id, invoice_id, channel, address, destination_id)',
    row: [fresh(4), ids.annasInvoice, 'mail', 'anna@shopper.example', null],
    by: forAnnasInvoice,
  },
  {
    columns: 'deliveries (id, invoice_id, channel, address, to_accountant)',
    row: [fresh(7), ids.annasInvoice, 'mail', 'books@accountant.example', 'true'],
    by: ['anna'],
  },
  {
    columns: 'deliveries (id, invoice_id, channel, address, to_accountant)',
    row: [fresh(12), ids.newCorrection, 'mail', 'books@accountant.example', 'true'],
    by: ['anna', 'corrector'],
  },
  {
    columns: 'accountants (shopper_id, address, mode)',
    row: [ids.ewa, 'other@accountant.example', 'each'],
    by: ['ewa'],
  },
  {
    columns: 'accountant_months (accountant_id, month)',
    row: [ids.annasAccountant, '2026-11'],
    by: ['worker'],
  },
  {
    columns: 'outbox (task, subject_id)',
    row: ['deliver', fresh(4)],
    by: [...shoppers, 'clerk', 'clerkOfOne', 'clerkOfTwo', 'admin', 'corrector', 'worker'],
  },
  {
    statement: `insert into public.chains (id, slug, name, seller_name, seller_nip, seller_address, settings)
      values ('${fresh(5)}', 'chain-c', 'Chain', 'Seller', '5265877635', 'Address', '{}')`,
    byRole: 'efk_operator',
  },
  {
    statement: `insert into public.chores (name, due_at) values ('new', '${tomorrow}')`,
    byRole: 'efk_sweeper',
  },
  {
    statement: `insert into public.operators (email, password_hash) values ('new@operator.example', 'hash')`,
    byRole: 'efk_operator',
  },
  {
    statement: `insert into public.operator_sessions (operator_id, expires_at) values ('${ids.operator}', '${tomorrow}')`,
    byRole: 'efk_door',
  },
];
