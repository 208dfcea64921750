import type postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../testing/databases/freshDatabase.ts';
import { openAsSuperuser, rolledBack } from '../testing/databases/superuser.ts';
import { readCatalogue } from '../testing/isolation/catalogue.ts';
import { installProbe, type Probe, prepareProbes, runProbes } from '../testing/isolation/isolationProbes.ts';
import { fillWorld } from '../testing/isolation/isolationWorld.ts';
import { type Mutation, policyMutations } from '../testing/isolation/policyMutations.ts';

let database: FreshDatabase;
let sql: postgres.Sql;
let probes: Probe[];
let probesOf: Map<string, Probe[]>;
beforeAll(async () => {
  database = await freshDatabase();
  sql = openAsSuperuser(database);
  await fillWorld(sql);
  await installProbe(sql);
  probes = await prepareProbes(sql);
  probesOf = Map.groupBy(probes, (probe) => probe.table);
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});

describe('two chains with the same ids in every table', () => {
  it('have rows in every table', async () => {
    const { relations } = await readCatalogue(sql);
    for (const { name } of relations) {
      const [row] = await sql<{ rows: number }[]>`select count(*)::int as rows from ${sql(name)}`;
      expect(row?.rows, name).toBeGreaterThanOrEqual(name === 'operator_sessions' ? 1 : 2);
    }
  });

  it('are reached by each role, shopper and store exactly as declared', async () => {
    expect(await runProbes(sql, probes)).toEqual({ violations: [], lost: [] });
  });

  it('are invisible on a connection without a tenant', async () => {
    const fresh = openAsSuperuser(database);
    try {
      await installProbe(fresh);
      const tenantless = (await prepareProbes(fresh, 'unset')).filter((probe) => !('app.tenant_id' in probe.settings));
      expect(tenantless.length).toBeGreaterThan(500);
      expect(await runProbes(fresh, tenantless)).toEqual({ violations: [], lost: [] });
    } finally {
      await fresh.end();
    }
  });
});

describe('the probes', () => {
  async function survives({ table, statement }: Mutation): Promise<boolean> {
    const { violations, lost } = await rolledBack(sql, async (tx) => {
      await tx.unsafe(statement);
      return runProbes(tx, probesOf.get(table) ?? []);
    });
    return !violations.length && !lost.length;
  }

  it('detect every policy, flag and grant that is removed', async () => {
    const mutations = policyMutations(await readCatalogue(sql));
    expect(mutations.length).toBeGreaterThan(400);
    const survivors: string[] = [];
    for (const mutation of mutations) if (await survives(mutation)) survivors.push(mutation.statement);
    expect(survivors).toEqual([]);
  });

  it('report nothing when nothing is removed', async () => {
    expect(await survives({ table: 'receipts', statement: `comment on table receipts is 'unchanged'` })).toBe(true);
    expect(await runProbes(sql, probes)).toEqual({ violations: [], lost: [] });
  });
});
