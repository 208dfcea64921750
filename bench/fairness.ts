import postgres from 'postgres';
import type { DemoFacts } from '../src/dev/demo/demoFacts.ts';
import { startDemo } from '../src/testing/browser/demo.ts';
import { startRedis } from '../src/testing/databases/redis.ts';
import { percentile, ratio } from './figures.ts';
import { aShopper, closeConnections, type Shopper, waitsOf } from './pipeline.ts';

const oneByOne = 40;
const due = 10_000;

/**
 * Measures one shopper's wait from issuing to the PDF, idle and beside another chain with 10,000 due documents, for the
 * whole product as `npm start` runs it, on both queues.
 */
export async function benchFairness(): Promise<void> {
  const redis = await startRedis();
  const queues = [
    { name: 'PostgreSQL', env: {} },
    ...(redis ? [{ name: 'Redis', env: { REDIS_URL: redis.url } }] : []),
  ];
  console.log(`from issuing to the PDF, idle and beside another chain with ${due} documents due:`);
  for (const { name, env } of queues) {
    const demo = await startDemo(env);
    const sql = postgres(demo.facts.databaseUrl, { max: 1, onnotice: () => {} });
    try {
      await compare(name, demo.facts, sql);
    } finally {
      closeConnections();
      await sql.end();
      await demo.stop();
    }
  }
  await redis?.stop();
}

async function compare(name: string, facts: DemoFacts, sql: postgres.Sql): Promise<void> {
  await openTables(sql);
  const [first, second] = facts.chains;
  if (!first || !second) throw new Error('a demo without two chains');
  const neighbour = await aShopper({ ...facts, chains: [first] });
  const busy = await aShopper({ ...facts, chains: [second] });
  const idle = await waitsOf(neighbour, oneByOne);
  await fill(sql, busy);
  const beside = await waitsOf(neighbour, oneByOne);
  const [row] = await sql<{ left: number }[]>`select count(*)::int as left from outbox where task = 'render'`;
  const [p50, besideP50] = [percentile(idle, 50), percentile(beside, 50)];
  console.log(
    `  queue in ${name.padEnd(11)} idle p50 ${p50.toFixed(0)} ms, p95 ${percentile(idle, 95).toFixed(0)} ms;  ` +
      `beside p50 ${besideP50.toFixed(0)} ms, p95 ${percentile(beside, 95).toFixed(0)} ms;  ` +
      `${ratio(besideP50, p50)} the idle p50, ${row?.left ?? 0} still due at the end`,
  );
}

/** The demo's database is temporary, so its owner may bypass the policies here. */
async function openTables(sql: postgres.Sql): Promise<void> {
  const tables = ['chains', 'invoices', 'invoice_lines', 'invoice_sales', 'documents', 'outbox'];
  for (const table of tables) await sql`alter table ${sql(table)} no force row level security`;
  await sql`update chains set settings = settings || '{"documentsPerShopperPerDay": 1000000}'::jsonb`;
}

/** Issues one invoice and inserts 10,000 copies, each with a due document. */
async function fill(sql: postgres.Sql, shopper: Shopper): Promise<void> {
  const { id } = await shopper.issue(await shopper.found());
  await shopper.ready(id);
  await sql.begin(async (tx) => {
    await tx`create temporary table copies on commit drop as
      select i.*, uuidv7() as copy_id, k from invoices i, generate_series(1, ${due}) as k where i.id = ${id}`;
    const columns = await columnsOf(tx, 'invoices');
    const values: Record<string, string> = {
      id: 'copy_id',
      n: '1000000 + k',
      number: `'copy ' || k`,
    };
    await tx.unsafe(
      `insert into invoices (${columns.join()}) select ${columns.map((column) => values[column] ?? column).join()} from copies`,
    );
    for (const table of ['invoice_lines', 'invoice_sales']) {
      const own = await columnsOf(tx, table);
      await tx.unsafe(
        `insert into ${table} (${own.join()}) select ${own.map((column) => (column === 'invoice_id' ? 'c.copy_id' : `l.${column}`)).join()}
         from ${table} l join copies c on c.id = l.invoice_id`,
      );
    }
    await tx`insert into documents (tenant_id, invoice_id, kind) select tenant_id, copy_id, 'pdf' from copies`;
    await tx`insert into outbox (tenant_id, task, subject_id) select tenant_id, 'render', copy_id from copies`;
  });
}

async function columnsOf(tx: postgres.TransactionSql, table: string): Promise<string[]> {
  const rows = await tx<{ name: string }[]>`
    select column_name::text as name from information_schema.columns
    where table_schema = 'public' and table_name = ${table} and is_generated = 'NEVER'`;
  return rows.map(({ name }) => name);
}
