import postgres from 'postgres';
import { inject } from 'vitest';

/** Stores a register's answer as if an earlier look-up had done so, because the demo of the tests calls no register. */
export async function keepCompany(company: { nip: string; name: string; address: string }): Promise<void> {
  const sql = postgres(inject('demo').databaseUrl, { max: 1 });
  const tenantId = '00000000-0000-0000-0000-000000000000';
  const row = { ...company, tenant_id: tenantId, source: 'gus', as_of: '2026-11-23' };
  await sql.begin(async (tx) => {
    await tx`alter table companies no force row level security`;
    await tx`insert into companies ${tx(row)}`;
    await tx`alter table companies force row level security`;
  });
  await sql.end();
}
