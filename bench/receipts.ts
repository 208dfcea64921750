import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { createChainRecord } from '../src/app/chains/chainRecord.ts';
import type { App, SiteContext } from '../src/app/context.ts';
import { findReceipt } from '../src/app/receipts/find.ts';
import { openSealer } from '../src/app/sealing/sealer.ts';
import { loginUrl, migrate } from '../src/db/migrate.ts';
import { openDatabase } from '../src/db/tenancy.ts';
import { startEmbeddedPostgres } from '../src/dev/postgres/postgres.ts';
import { minor } from '../src/domain/money/money.ts';
import type { PushedReceipt } from '../src/domain/receipts/pushedReceipt.ts';
import { makeReceiptCode } from '../src/domain/receipts/receiptCode.ts';
import { buildApi } from '../src/http/api.ts';
import { inAll, percentile, ratio } from './figures.ts';

const secret = 'a secret for the benchmark and nothing else';
const batchSize = 5_000;
const linesEach = 8;
const stored = 1_000_000;

/**
 * Importing receipts by batch against one request each; finding one among a million with and without row-level security.
 */
export async function benchReceipts(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'efk-bench-'));
  const cluster = await startEmbeddedPostgres({ dataDir });
  try {
    await migrate(cluster.ownerUrl, secret);
    const app = openBenchApp(cluster.ownerUrl);
    const { id, posKey } = await createChainRecord(app, chain);
    await benchBatch(app, dataDir, posKey);
    await benchFind(
      { app, chain: { id, slug: 'bench', name: 'Bench', country: 'PL' }, language: 'pl', network: '127.0.0.1' },
      cluster.superUrl,
    );
    await app.db.close();
  } finally {
    await cluster.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

const chain: Parameters<typeof createChainRecord>[1] = {
  slug: 'bench',
  name: 'Bench',
  seller: { name: 'Bench', nip: '8567346215', address: 'Kraków' },
  baseTheme: 'default',
  copyEmail: 'copy@bench.example',
  settings: {},
  stores: [{ code: 'S1', name: 'S1', address: 'Kraków' }],
  createdBy: 'bench',
};

function openBenchApp(ownerUrl: string): App {
  return {
    db: openDatabase(loginUrl(ownerUrl, 'efk_login', secret)),
    enqueue: async () => {},
    documents: { put: async () => {}, get: async () => undefined, remove: async () => {} },
    sendMail: async () => {},
    registers: [],
    ksef: undefined,
    sealer: openSealer([]),
    report: (error, what) => console.error(what, error),
    checkSource: async () => [],
    drawIcon: () => Promise.reject(new Error('no icons here')),
    secret,
    origin: (slug) => `http://${slug ?? 'www'}.localhost`,
    mailFrom: 'bench@bench.example',
  };
}

async function benchBatch(app: App, dataDir: string, posKey: string): Promise<void> {
  await writeFile(join(dataDir, 'index.html'), '%efk.lang%%efk.title%<!--efk.head--><!--efk.boot-->');
  const http = await buildApi(app, {
    baseDomain: 'localhost',
    scheme: 'http',
    trustProxy: false,
    log: false,
    webFolder: dataDir,
  });
  const headers = { host: 'bench.localhost', authorization: `Bearer ${posKey}` };
  let next = 0;
  const receipts = (count: number) => Array.from({ length: count }, () => aReceipt(next++));
  const post = (payload: string, url: string, type: string) =>
    http.inject({
      method: 'POST',
      url: `/api/v1/receipts${url}`,
      headers: { ...headers, 'content-type': type },
      payload,
    });

  await post(
    receipts(500)
      .map((one) => JSON.stringify(one))
      .join('\n'),
    '/batch',
    'application/x-ndjson',
  );
  const rates = { single: [] as number[], batch: [] as number[] };
  // Interleaved, so that other load affects both alike.
  for (let round = 0; round < 5; round++) {
    const singles = receipts(500);
    rates.single.push(
      await perSecond(singles.length, () =>
        inAll(singles, 10, async (one) => void (await post(JSON.stringify(one), '', 'application/json'))),
      ),
    );
    const body = receipts(batchSize)
      .map((one) => JSON.stringify(one))
      .join('\n');
    rates.batch.push(
      await perSecond(batchSize, async () => {
        const { body: report } = await post(body, '/batch', 'application/x-ndjson');
        const created = report
          .trim()
          .split('\n')
          .filter((row) => row.includes('"status":"created"')).length;
        if (created !== batchSize) throw new Error(`${created} of ${batchSize} created`);
      }),
    );
  }
  await http.close();
  const single = percentile(rates.single, 50);
  const batch = percentile(rates.batch, 50);
  console.log(`receipts in, ${linesEach} lines each, durable commits:`);
  console.log(`  one request each (baseline)       ${single.toFixed(0)} receipts/s, 10 at a time`);
  console.log(
    `  batch of ${batchSize} (NDJSON)           ${batch.toFixed(0)} receipts/s   ${ratio(batch, single)} the baseline`,
  );
}

async function benchFind(ctx: SiteContext, superUrl: string): Promise<void> {
  const sql = postgres(superUrl.replace(/\/postgres$/, '/efakturomat'), { max: 1, onnotice: () => {} });
  const codes = await fill(sql, ctx.chain.id);
  const tables = ['chains', 'stores', 'receipts', 'receipt_lines', 'budgets'];
  const times = { on: [] as number[], off: [] as number[] };
  // Interleaved, so that other load affects both alike.
  for (let round = 0; round < 8; round++) {
    for (const security of ['on', 'off'] as const) {
      for (const table of tables) await sql`select from ${sql(table)} limit 0`;
      await sql.unsafe(
        tables
          .map((table) => `alter table ${table} ${security === 'on' ? 'enable' : 'disable'} row level security`)
          .join(';'),
      );
      for (let n = 0; n < 250; n++) {
        const code = codes[Math.floor(Math.random() * codes.length)] ?? '';
        const begun = performance.now();
        await findReceipt({ ctx, input: { code } });
        // The first queries of a round are planned anew.
        if (n >= 50) times[security].push(performance.now() - begun);
      }
    }
  }
  await sql.end();
  const p95 = { on: percentile(times.on, 95), off: percentile(times.off, 95) };
  console.log(`finding one of ${stored.toLocaleString('en')} receipts by its code, budget check and lines included:`);
  console.log(
    `  row-level security off (baseline)  p50 ${percentile(times.off, 50).toFixed(1)} ms  p95 ${p95.off.toFixed(1)} ms`,
  );
  console.log(
    `  row-level security on              p50 ${percentile(times.on, 50).toFixed(1)} ms  p95 ${p95.on.toFixed(1)} ms   ${ratio(p95.on, p95.off)} the baseline`,
  );
}

/** A million receipts of two lines beside those of the batch; returns a sample of their codes. */
async function fill(sql: postgres.Sql, tenantId: string): Promise<string[]> {
  const codes = Array.from({ length: 5_000 }, (_, n) =>
    makeReceiptCode(Uint8Array.from({ length: 8 }, (_, at) => (n * 7919 + at * 104729 + n ** 2) & 255)),
  );
  const unique = [...new Set(codes)];
  await sql`create temporary table sample_codes as select code, row_number() over () as n from unnest(${unique}::text[]) as code`;
  await sql`
    insert into receipts (tenant_id, store_id, till_id, till_unique_number, document_number, issued_at, sale_date, currency,
      total_minor, code, code_kind, pushed)
    select t.tenant_id, t.store_id, t.id, t.unique_number, 'F' || n, now(), current_date, 'PLN', 2468,
      coalesce(c.code, 'X' || n), 'strong', '{}'
    from generate_series(1, ${stored}::int) as n cross join (select * from tills where tenant_id = ${tenantId} limit 1) as t
    left join sample_codes c using (n)`;
  await sql`
    insert into receipt_lines (tenant_id, receipt_id, line_no, name, quantity, unit, unit_price_minor, discount_minor,
      receipt_discount_minor, gross_minor, letter, rate_kind, rate_bp, remaining_quantity, remaining_gross_minor)
    select r.tenant_id, r.id, line_no, 'Towar', 1, 'szt.', 1234, 0, 0, 1234, 'A', 'percent', 2300, 1, 1234
    from receipts r cross join generate_series(1, 2) as line_no where r.document_number like 'F%'`;
  await sql`analyze receipts`;
  await sql`analyze receipt_lines`;
  return unique;
}

function aReceipt(n: number): PushedReceipt {
  const lines = Array.from({ length: linesEach }, (_, line) => ({
    name: `Towar ${line + 1} z półki ${n % 97}`,
    quantity: '2',
    unit: 'szt.',
    unitPrice: minor(499 + line),
    gross: minor(2 * (499 + line)),
    rate: line % 2 ? 'A' : 'C',
  }));
  const total = minor(lines.reduce((sum, line) => sum + line.gross, 0));
  return {
    store: { code: `S${n % 20}`, name: `Sklep ${n % 20}`, address: 'Kraków' },
    till: { uniqueNumber: `ABC${1_000_000 + (n % 40)}` },
    documentNumber: String(n),
    issuedAt: '2026-11-24T10:00:00+01:00',
    currency: 'PLN',
    rates: [
      { letter: 'A', percent: 23 },
      { letter: 'C', percent: 5 },
    ],
    lines,
    payments: [{ method: 'card', amount: total }],
    total,
  };
}

async function perSecond(count: number, work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await work();
  return (count * 1000) / (performance.now() - begun);
}
