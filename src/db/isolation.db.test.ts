import type postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCatalogue } from '../testing/catalogue.ts';
import { type FreshDatabase, freshDatabase } from '../testing/freshDatabase.ts';
import { installProbe, type Probe, prepareProbes, runProbes } from '../testing/isolationProbes.ts';
import { fillWorld } from '../testing/isolationWorld.ts';
import { policyMutations } from '../testing/policyMutations.ts';
import { openAsSuperuser, rolledBack } from '../testing/superuser.ts';

let database: FreshDatabase;
let sql: postgres.Sql;
let probes: Probe[];
beforeAll(async () => {
  database = await freshDatabase();
  sql = openAsSuperuser(database);
  await fillWorld(sql);
  await installProbe(sql);
  probes = await prepareProbes(sql);
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});

describe('two chains with the same ids in every table', () => {
  it('have rows there for everybody to miss', async () => {
    const { relations } = await readCatalogue(sql);
    for (const { name } of relations) {
      const [row] = await sql<{ rows: number }[]>`select count(*)::int as rows from ${sql(name)}`;
      expect(row?.rows, name).toBeGreaterThanOrEqual(name === 'operator_sessions' ? 1 : 2);
    }
  });

  it('are reached by each role, shopper and store as far as declared, and no row further', async () => {
    expect(await runProbes(sql, probes)).toEqual({ violations: [], lost: [] });
  });

  it('show nothing on a connection where no tenant was ever set', async () => {
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

it('no policy, flag or grant can be taken away without the probes seeing it', async () => {
  const mutations = policyMutations(await readCatalogue(sql));
  const survivors: string[] = [];
  for (const { table, statement } of mutations) {
    const own = probes.filter((probe) => probe.table === table);
    const seen = await rolledBack(sql, async (tx) => {
      await tx.unsafe(statement);
      return runProbes(tx, own);
    });
    if (!seen.violations.length && !seen.lost.length) survivors.push(statement);
  }
  expect(mutations.length).toBeGreaterThan(300);
  expect(survivors).toEqual([]);
  expect(await runProbes(sql, probes)).toEqual({ violations: [], lost: [] });
});
