import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../testing/databases/freshDatabase.ts';
import { openAsSuperuser, rolledBack } from '../testing/databases/superuser.ts';
import { readCatalogue } from '../testing/isolation/catalogue.ts';
import { lintCatalogue } from '../testing/isolation/catalogueLint.ts';
import type { Declaration, Finding } from '../testing/isolation/findings.ts';
import { type Grants, grantLines } from '../testing/isolation/grants.ts';
import { loginUrl } from './migrate.ts';

/** The least privileges that each audience needs. Nobody has any other privilege. */
const grants: Grants = {
  chains: {
    door: 'select(id slug name status country)',
    pos: 'select',
    shopper: 'select',
    staff: 'select',
    admin: 'select update(settings)',
    corrector: 'select',
    worker: 'select update(cooldown_until ksef_pause ksef_pauses ksef_paused_since ksef_paused_until)',
    operator: 'select insert update(status)',
    sweeper: 'select(id cooldown_until)',
  },
  stores: {
    door: 'select(tenant_id id code name)',
    pos: 'select insert',
    shopper: 'select',
    staff: 'select',
    admin: 'select',
    corrector: 'select',
    operator: 'select insert',
  },
  tills: { pos: 'select insert' },
  pos_keys: { door: 'select', operator: 'select(tenant_id id label created_at revoked_at) insert' },
  receipt_certificates: { pos: 'select', admin: 'select insert delete' },
  ksef_credentials: {
    admin:
      'select(tenant_id kind subject serial_number valid_from valid_to created_at trial trial_words tried_at) insert delete',
    worker: 'select update(sealed trial trial_words tried_at)',
  },
  receipts: {
    pos: 'select insert',
    shopper: `select(tenant_id id store_id till_unique_number document_number receipt_number issued_at sale_date currency
      buyer_nip deposits deposits_taken discounts payments documents_issued total_minor code code_kind) update(deposits_taken documents_issued)`,
    corrector: `select(tenant_id id store_id till_unique_number document_number receipt_number issued_at sale_date currency
      buyer_nip deposits deposits_taken discounts payments documents_issued total_minor code code_kind) update(deposits_taken)`,
    operator: 'select(tenant_id received_at)',
    purger: 'select(tenant_id id sale_date) delete',
  },
  receipt_lines: {
    pos: 'select insert',
    shopper: 'select update(remaining_quantity remaining_gross_minor)',
    corrector: 'select update(remaining_quantity remaining_gross_minor)',
    purger: 'select(tenant_id receipt_id line_no) delete',
  },
  shoppers: {
    door: 'select insert',
    shopper: 'select update(email name language erased_at)',
    corrector: 'select(tenant_id id email)',
    worker: 'select(tenant_id id email language)',
  },
  accountants: {
    door: 'select delete update(confirmed_at stopped_at)',
    shopper: 'select delete insert(tenant_id shopper_id address mode) update(mode)',
    corrector: 'select',
    worker: 'select',
  },
  accountant_months: {
    shopper: 'select',
    worker: 'select insert(tenant_id accountant_id month) update(state attempts last_error sent_at)',
  },
  mail_codes: { door: 'select insert update delete' },
  staff: {
    door: 'select update(password_hash invitation_sha256 invitation_expires_at)',
    staff: 'select(tenant_id id email role store_id)',
    admin: 'select(tenant_id id email role store_id)',
    operator: 'insert',
  },
  sessions: {
    door: 'select insert update(seen_at revoked_at) delete',
    shopper: 'select(tenant_id id shopper_id browser created_at seen_at expires_at revoked_at) delete',
  },
  passkeys: {
    door: 'select(tenant_id id shopper_id credential_id public_key counter last_used_at) update(counter last_used_at)',
    shopper: 'select(tenant_id id shopper_id credential_id transports name created_at last_used_at) insert delete',
  },
  consents: { shopper: 'select insert update(withdrawn_at)' },
  site_texts: { shopper: 'select(tenant_id kind language version source published_at)', admin: 'select insert' },
  passkey_challenges: { door: 'select insert delete' },
  budgets: { door: 'select insert update delete' },
  known_networks: { door: 'select insert update(seen_at) delete' },
  companies: { door: 'select insert update(address as_of asked_at name source) delete' },
  idempotency_keys: {
    door: 'select(tenant_id created_at) delete',
    shopper: 'select insert',
    staff: 'select insert',
    admin: 'select insert',
  },
  template_versions: {
    shopper: 'select',
    staff: 'select',
    admin: 'select insert',
    worker: 'select',
    operator: 'select(tenant_id id) insert',
  },
  templates: {
    shopper: 'select(tenant_id kind published_id)',
    staff: 'select(tenant_id kind published_id)',
    corrector: 'select(tenant_id kind published_id)',
    worker: 'select(tenant_id kind published_id)',
    admin: 'select update(published_id draft_source draft_revision draft_errors)',
    operator: 'insert',
  },
  template_previews: { admin: 'select insert delete', worker: 'select update(state errors content attempts)' },
  number_counters: { shopper: 'select insert update(last_n)', corrector: 'select insert update(last_n)' },
  invoices: {
    shopper: 'select insert',
    corrector: 'select insert',
    staff: 'select',
    admin: 'select',
    worker: 'select',
    operator: 'select(tenant_id issued_at)',
    purger: 'select(tenant_id id corrects_id issue_date issued_at) delete',
  },
  invoice_lines: {
    shopper: 'select insert',
    staff: 'select',
    admin: 'select',
    corrector: 'select insert',
    worker: 'select',
    purger: 'select(tenant_id invoice_id) delete',
  },
  invoice_sales: {
    shopper: 'select insert',
    staff: 'select',
    admin: 'select',
    corrector: 'select insert',
    worker: 'select',
    purger: 'select(tenant_id invoice_id receipt_id) delete',
  },
  returns: { corrector: 'select insert', purger: 'select(tenant_id id receipt_id) delete' },
  return_lines: {
    corrector: 'select insert',
    purger: 'select(tenant_id return_id receipt_id receipt_line_no invoice_id) delete',
  },
  correction_drafts: {
    shopper: `select(tenant_id id invoice_id origin reason change note state created_at decided_at decision_note)
      insert(tenant_id invoice_id origin reason change note)`,
    staff: 'select insert(tenant_id invoice_id origin reason change note created_by)',
    admin: 'select insert(tenant_id invoice_id origin reason change note created_by)',
    corrector: 'select insert update(state decided_by decided_at decision_note)',
    purger: 'select(tenant_id invoice_id return_id) delete',
  },
  mailed_orders: {
    door: 'select insert update(withdrawn_at presser_sha256 shopper_id invoice_id) delete',
  },
  buyers: { shopper: 'select insert delete update(nip name address used_at)' },
  documents: {
    shopper: 'select insert(tenant_id invoice_id kind)',
    corrector: 'select(tenant_id invoice_id kind) insert(tenant_id invoice_id kind)',
    staff: 'select',
    admin: 'select',
    worker: 'select update(state sha256 byte_size storage_key attempts last_error ready_at layout layout_problems)',
    purger: 'select(tenant_id invoice_id storage_key) delete',
  },
  ksef_submissions: {
    shopper: 'select insert(tenant_id invoice_id)',
    corrector: 'select(tenant_id invoice_id) insert(tenant_id invoice_id)',
    staff: 'select',
    admin: 'select',
    worker:
      'select update(state mode attempts session_reference invoice_reference number acquired_at code reason sent_at)',
    purger: 'select(tenant_id invoice_id) delete',
  },
  destinations: {
    shopper: 'select(tenant_id id channel address enabled created_at)',
    staff: 'select(tenant_id id channel address enabled created_at)',
    admin: 'select(tenant_id id channel address enabled created_at)',
    corrector: 'select(tenant_id id channel address enabled created_at)',
    worker: 'select',
    operator: 'insert(tenant_id channel address)',
  },
  deliveries: {
    shopper:
      'select insert(tenant_id id invoice_id channel address destination_id to_accountant document) update(address)',
    staff: 'select insert(tenant_id id invoice_id channel address destination_id)',
    admin: 'select insert(tenant_id id invoice_id channel address destination_id)',
    corrector: 'select(tenant_id id) insert(tenant_id id invoice_id channel address destination_id to_accountant)',
    worker: 'select update(state attempts last_error sent_at)',
    purger: 'select(tenant_id invoice_id) delete',
  },
  outbox: {
    shopper: 'insert',
    staff: 'insert',
    admin: 'insert',
    corrector: 'insert',
    worker: 'select insert delete update(due_at)',
    sweeper: 'select(tenant_id task subject_id due_at)',
  },
  chores: { sweeper: 'select insert update(due_at)' },
  operators: { door: 'select update(password_hash)', operator: 'select(id email) insert' },
  operator_sessions: { door: 'select insert update(revoked_at)' },
};

const platformTables = ['chores', 'operators', 'operator_sessions'];
const ofChains = Object.keys(grants).filter((table) => !platformTables.includes(table));

const declared: Declaration = {
  // A chain is its own tenant.
  tenantTables: Object.fromEntries(ofChains.map((table) => [table, table === 'chains' ? 'id' : 'tenant_id'])),
  platformTables,
  globalUniques: ['chains_slug_key'],
  acrossChains: { chains: ['efk_door', 'efk_operator', 'efk_sweeper'], outbox: ['efk_sweeper'] },
  grants: grantLines(grants),
  functions: [
    'current_tenant_id',
    'current_actor_id',
    'current_store_id',
    'named_receipt_ids',
    'named_receipt_code',
    'refuse_change',
    'is_past_retention',
    'is_past_request_window',
    'refuse_early_deletion',
    'keep_first_document',
    'keep_ksef_number',
  ],
  audiences: ['door', 'pos', 'shopper', 'staff', 'admin', 'corrector', 'worker', 'sweeper', 'operator', 'purger'].map(
    (role) => `efk_${role}`,
  ),
  logins: ['efk_login', 'efk_queue'],
  owner: 'efk_owner',
};

let database: FreshDatabase;
let sql: postgres.Sql;
beforeAll(async () => {
  database = await freshDatabase();
  sql = openAsSuperuser(database);
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});

it('the schema matches its declaration', async () => {
  expect(lintCatalogue(await readCatalogue(sql), declared)).toEqual([]);
});

it('no audience can leave a table behind on its connection', async () => {
  const client = postgres(loginUrl(database.ownerUrl, 'efk_login', database.secret), { max: 1 });
  try {
    await expect(client`create temporary table left_behind (secret text)`).rejects.toThrow(/permission denied/);
    for (const audience of declared.audiences) {
      await client`select set_config('role', ${audience}, false)`;
      await expect(client`create temporary table left_behind (secret text)`).rejects.toThrow(/permission denied/);
    }
  } finally {
    await client.end();
  }
});

/** The name of the database is known at run time only. */
function onDatabase(right: string, whom: string): string {
  return `do $$ begin execute format('${right} on database %I ${whom}', current_database()); end $$`;
}

describe('the lint finds', () => {
  const table = 'create table extra (tenant_id uuid not null, id uuid not null, primary key (tenant_id, id))';
  const breakages: [rule: string, what: string, statements: string][] = [
    ['table not declared', 'extra', table],
    ['declared table missing', 'buyers', 'drop table buyers'],
    ['row security off', 'receipts', 'alter table receipts disable row level security'],
    ['row security not forced', 'receipts', 'alter table receipts no force row level security'],
    ['no tenant policy', 'receipts', 'drop policy own_chain on receipts'],
    ['no tenant policy', 'tills', 'alter policy own_chain on tills using (true)'],
    ['no tenant policy', 'tills', 'alter policy own_chain on tills with check (true)'],
    [
      'no tenant policy',
      'tills',
      'drop policy own_chain on tills; create policy own_chain on tills using (tenant_id = current_tenant_id())',
    ],
    [
      'no tenant policy',
      'tills',
      `drop policy own_chain on tills;
       create policy own_chain on tills as restrictive for select using (tenant_id = current_tenant_id())`,
    ],
    [
      'role outside the tenant policy',
      'receipts efk_shopper',
      'alter policy own_chain on receipts to efk_pos, efk_operator',
    ],
    [
      'role outside the tenant policy',
      'outbox efk_worker',
      'alter policy own_chain on outbox to efk_shopper, efk_staff, efk_admin',
    ],
    ['no primary key', 'buyers', 'alter table buyers drop constraint buyers_pkey'],
    [
      'primary key without the tenant',
      'buyers_pkey',
      'alter table buyers drop constraint buyers_pkey, add primary key (id, tenant_id)',
    ],
    [
      'unique index without the tenant',
      'receipts_code',
      'create unique index receipts_code on receipts (code, tenant_id)',
    ],
    [
      'unique index without the tenant',
      'receipts_code',
      'create unique index receipts_code on receipts (lower(code), tenant_id)',
    ],
    [
      'unique index without the tenant',
      'no_two',
      'alter table receipts add constraint no_two exclude using btree (code with =)',
    ],
    [
      'foreign key without the tenant',
      'loose',
      'create unique index by_id on stores (id); alter table tills add constraint loose foreign key (store_id) references stores (id)',
    ],
    [
      'foreign key without the tenant',
      'crossed',
      'alter table tills add constraint crossed foreign key (store_id, tenant_id) references stores (id, tenant_id)',
    ],
    ['shared sequence', 'tally', 'create sequence tally'],
    ['shared default', 'receipts.tally', 'alter table receipts add column tally bigint generated always as identity'],
    ['view past the policies', 'all_receipts', 'create view all_receipts as select * from receipts'],
    ['view past the policies', 'kept', 'create materialized view kept as select * from receipts'],
    [
      'partition readable',
      'parted_1',
      `create table parted (tenant_id uuid, id uuid, primary key (tenant_id, id)) partition by hash (tenant_id);
       create table parted_1 partition of parted for values with (modulus 1, remainder 0);
       grant select on parted_1 to efk_staff`,
    ],
    [
      'security definer function',
      'peek',
      `create function peek() returns bigint language sql security definer as 'select count(*) from receipts'`,
    ],
    ['function not declared', 'peek', `create function peek() returns int language sql as 'select 1'`],
    ['granted but not declared', 'receipts efk_staff select', 'grant select on receipts to efk_staff'],
    [
      'granted but not declared',
      'receipts efk_shopper select(pushed)',
      'grant select (pushed) on receipts to efk_shopper',
    ],
    ['declared but not granted', 'tills efk_pos insert', 'revoke insert on tills from efk_pos'],
    [
      'declared but not granted',
      'receipts efk_shopper update(deposits_taken)',
      'revoke update (deposits_taken) on receipts from efk_shopper',
    ],
    ['right over all rows', 'outbox efk_worker truncate', 'grant truncate on outbox to efk_worker'],
    ['right over all rows', 'stores efk_pos references(id)', 'grant references (id) on stores to efk_pos'],
    ['right over all rows', 'stores efk_pos trigger', 'grant trigger on stores to efk_pos'],
    ['right over all rows', 'stores efk_pos maintain', 'grant maintain on stores to efk_pos'],
    ['right to pass on', 'tills efk_pos select', 'grant select on tills to efk_pos with grant option'],
    ['granted to public', 'stores public select', 'grant select on stores to public'],
    ['granted to public', 'stores public select(name)', 'grant select (name) on stores to public'],
    ['schema right', 'public public usage', 'grant usage on schema public to public'],
    ['schema right', 'public efk_queue usage', 'grant usage on schema public to efk_queue'],
    ['schema right', 'public efk_pos create', 'grant create on schema public to efk_pos'],
    ['schema right', 'queue efk_pos usage', 'grant usage on schema queue to efk_pos'],
    ['database right', 'public temporary', onDatabase('grant temporary', 'to public')],
    ['database right', 'efk_login temporary', onDatabase('grant temporary', 'to efk_login')],
    ['database right', 'efk_queue create', onDatabase('grant create', 'to efk_queue')],
    ['role not declared', 'efk_guest', 'create role efk_guest noinherit'],
    ['role above the policies', 'efk_staff', 'alter role efk_staff bypassrls'],
    ['role above the policies', 'efk_owner', 'alter role efk_owner superuser'],
    ['role above the policies', 'efk_login', 'alter role efk_login createrole'],
    ['role inherits', 'efk_login', 'alter role efk_login inherit'],
    ['audience may log in', 'efk_admin', 'alter role efk_admin login'],
    ['possession', 'efk_login public.tills', 'alter table tills owner to efk_login'],
    ['login with rights of its own', 'tills efk_login select', 'grant select on tills to efk_login'],
    ['login with rights of its own', 'tills efk_queue select', 'grant select on tills to efk_queue'],
    ['membership', 'efk_staff efk_admin', 'grant efk_admin to efk_staff'],
    ['membership', 'efk_queue efk_worker', 'grant efk_worker to efk_queue'],
    ['membership', 'efk_login efk_pos', 'grant efk_pos to efk_login with inherit true'],
    ['membership', 'efk_login efk_queue', 'grant efk_queue to efk_login'],
    ['login cannot become', 'efk_pos', 'revoke efk_pos from efk_login granted by efk_owner'],
  ];

  it.each(breakages)('%s: %s', async (rule, what, statements) => {
    const findings = await rolledBack(sql, async (tx) => {
      await tx.unsafe(statements);
      return lintCatalogue(await readCatalogue(tx), declared);
    });
    expect(findings).toContainEqual({ rule, what } satisfies Finding);
    expect(lintCatalogue(await readCatalogue(sql), declared)).toEqual([]);
  });
});
