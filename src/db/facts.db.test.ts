import type postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../testing/databases/freshDatabase.ts';
import { openAsSuperuser, rolledBack } from '../testing/databases/superuser.ts';
import { standpoints } from '../testing/isolation/isolationRules.ts';
import {
  chainIds,
  fillWorld,
  hash,
  ids,
  insertion,
  invoice,
  invoiceColumns,
} from '../testing/isolation/isolationWorld.ts';

let database: FreshDatabase;
let sql: postgres.Sql;
beforeAll(async () => {
  database = await freshDatabase();
  sql = openAsSuperuser(database);
  await fillWorld(sql);
  await sql`update documents set state = 'ready', sha256 = ${Buffer.alloc(32)}, byte_size = 1, storage_key = 'one.pdf'
    where invoice_id = ${ids.annasInvoice}`;
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});

const facts = ['invoices', 'invoice_lines', 'invoice_sales', 'template_versions'];
const changes = ['update', 'delete'] as const;
const statementOf = (change: 'update' | 'delete', table: string) =>
  change === 'update' ? `update public.${table} set tenant_id = tenant_id` : `delete from public.${table}`;

/** The SQLSTATE of the refusal, or the number of changed rows. */
async function outcomeOf(statement: string, role?: string, settings: Record<string, string> = {}) {
  return rolledBack(sql, async (tx) => {
    for (const [name, value] of Object.entries(settings)) await tx`select set_config(${name}, ${value}, true)`;
    if (role) await tx`select set_config('role', ${role}, true)`;
    return tx
      .savepoint((inner) => inner.unsafe(statement))
      .then(
        (result) => result.count,
        (error: { code: string }) => error.code,
      );
  });
}

describe.each(facts)('%s', (table) => {
  const isKept = table === 'template_versions';
  const expected = (role: string, change: string, chain?: string) => {
    if (role === 'efk_owner') return 0;
    // One row of the world is past its retention.
    return role === 'efk_purger' && change === 'delete' && !isKept ? Number(chain !== undefined) : '42501';
  };

  it('are changed by no role, not even the owner, and deleted by one, past their retention', async () => {
    for (const { name, chain, role, settings } of standpoints()) {
      for (const change of changes) {
        const outcome = await outcomeOf(statementOf(change, table), role, settings);
        // The owner has the right but finds no row because of FORCE; the other roles lack the right.
        expect(outcome, `${chain} ${name} ${change}`).toBe(expected(role, change, chain));
      }
    }
  });

  it('are protected from a superuser too, whom no policy limits', async () => {
    for (const change of changes) expect(await outcomeOf(statementOf(change, table))).toBe('23001');
    const [row] = await sql<{ rows: number }[]>`select count(*)::int as rows from ${sql(table)}`;
    expect(row?.rows).toBeGreaterThan(0);
  });
});

describe('a document', () => {
  it('that is ready keeps its bytes and cannot be deleted; a queued one may become ready', async () => {
    const [one, other] = [ids.annasInvoice, ids.ewasInvoice];
    const swap = `update documents set sha256 = '\\x${'cd'.repeat(32)}' where invoice_id =`;
    const ready = `update documents set state = 'ready', sha256 = '${hash}', byte_size = 1, storage_key = 'two.pdf' where invoice_id =`;
    const retry = `update documents set state = 'queued', sha256 = null, byte_size = null, storage_key = null where invoice_id =`;
    expect(await outcomeOf(`${swap} '${one}'`)).toBe('23001');
    expect(await outcomeOf(`${ready} '${one}'`)).toBe('23001');
    expect(await outcomeOf(`${retry} '${one}'`)).toBe('23001');
    expect(await outcomeOf('delete from documents')).toBe('23001');
    expect(await outcomeOf(`${ready} '${other}'`)).toBe(2);
  });
});

describe('documents', () => {
  it('are one of each kind for an invoice, each with its own state', async () => {
    const add = (kind: string) =>
      outcomeOf(insertion('documents (invoice_id, kind)', chainIds.A, [ids.annasInvoice, kind]));
    expect(await add('pdf')).toBe('23505');
    expect([await add('fa3'), await add('upo')]).toEqual([1, 1]);
    expect(await add('zip')).toBe('23514');
    const columns = 'documents (invoice_id, kind, state, sha256, byte_size, storage_key)';
    const ready = [ids.annasInvoice, 'upo', 'ready', hash, '1', 'one.xml'];
    expect(await outcomeOf(insertion(columns, chainIds.A, ready))).toBe(1);
  });
});

describe('a correction', () => {
  const add = (kind: string, corrects: string | null, tenant = chainIds.A) => {
    const columns = invoiceColumns.replace(')', ', kind, corrects_id, correction, correction_no)');
    const row = [
      ...invoice(ids.destination, ids.anna, ids.storeOne, '9'),
      kind,
      corrects,
      ...(kind === 'correction' ? ['{}', '9'] : [null, null]),
    ];
    return outcomeOf(insertion(columns, tenant, row));
  };

  it('names the invoice that it corrects, and no other kind of invoice names one', async () => {
    expect(await add('correction', ids.annasInvoice)).toBe(1);
    expect(await add('correction', null)).toBe('23514');
    expect(await add('invoice', ids.annasInvoice)).toBe('23514');
    expect(await add('invoice', null)).toBe(1);
  });

  it('corrects an existing invoice other than itself', async () => {
    expect(await add('correction', ids.preview)).toBe('23503');
    expect(await add('correction', ids.destination)).toBe('23514');
  });
});

describe('a receipt line', () => {
  it('cannot give more than is left, nor keep money without goods', async () => {
    const lines = `update receipt_lines set remaining_quantity =`;
    expect(await outcomeOf(`${lines} -0.000001`)).toBe('23514');
    expect(await outcomeOf(`${lines} 1.000001`)).toBe('23514');
    expect(await outcomeOf(`${lines} 0`)).toBe('23514');
    expect(await outcomeOf(`${lines} 0, remaining_gross_minor = 0`)).toBe(8);
    expect(await outcomeOf('update receipt_lines set remaining_gross_minor = -1')).toBe('23514');
  });
});
