import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { createChainRecord } from '../src/app/chains/chainRecord.ts';
import type { App, SiteContext } from '../src/app/context.ts';
import { hashPassword } from '../src/app/passwords/password.ts';
import { openSealer } from '../src/app/sealing/sealer.ts';
import { officeSignIn, operatorSignIn } from '../src/app/sessions/officeSignIn.ts';
import { loginUrl, migrate } from '../src/db/migrate.ts';
import { insertMember } from '../src/db/people/members.ts';
import { insertOperator } from '../src/db/people/operators.ts';
import { openDatabase } from '../src/db/tenancy.ts';
import { startEmbeddedPostgres } from '../src/dev/postgres/postgres.ts';
import { percentile, ratio } from './figures.ts';

const secret = 'a secret for the benchmark and nothing else';
const rounds = 2_000;
const warmUp = 50;

type Attempt = { who: string; work(network: string): Promise<unknown> };

/**
 * Measures refused sign-ins with known addresses, unknown ones and ones without a password, in a random order each round. The
 * Mann–Whitney test gives the probability of distinguishing two kinds by their time; 0.50 means chance.
 */
export async function benchSignInTiming(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'efk-bench-'));
  const cluster = await startEmbeddedPostgres({ dataDir });
  try {
    await migrate(cluster.ownerUrl, secret);
    const app = openBenchApp(cluster.ownerUrl);
    const sql = postgres(cluster.superUrl.replace(/\/postgres$/, '/efakturomat'), { max: 1, onnotice: () => {} });
    const { members, operators } = await attemptsOn(app);
    console.log(`sign-ins refused, ${rounds.toLocaleString('en')} interleaved samples each:`);
    report(await measure(sql, members));
    report(await measure(sql, operators));
    await sql.end();
    await app.db.close();
  } finally {
    await cluster.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function attemptsOn(app: App): Promise<{ members: Attempt[]; operators: Attempt[] }> {
  const passwordHash = await hashPassword('zielony rower pod lasem');
  const { id } = await createChainRecord(app, chain);
  await app.db.withTenant({ role: 'operator', tenantId: id }, async (tx) => {
    await insertMember(tx, { email: 'known@bench.example', role: 'admin', passwordHash });
    await insertMember(tx, { email: 'fresh@bench.example', role: 'admin' });
  });
  await app.db.withPlatform('operator', (tx) => insertOperator(tx, { email: 'known@bench.example', passwordHash }));
  const site: SiteContext = {
    app,
    chain: { id, slug: 'bench', name: 'Bench', country: 'PL' },
    language: 'pl',
    network: '',
  };
  const member = (who: string, email: string): Attempt => ({
    who: `member, ${who}`,
    work: (network) => officeSignIn({ ctx: { ...site, network }, input: { email, password: 'not the password' } }),
  });
  const operator = (who: string, email: string): Attempt => ({
    who: `operator, ${who}`,
    work: (network) => operatorSignIn({ ctx: { ...site, network }, input: { email, password: 'not the password' } }),
  });
  return {
    members: [
      member('known', 'known@bench.example'),
      member('unknown', 'other@bench.example'),
      member('invited, no password yet', 'fresh@bench.example'),
    ],
    operators: [operator('known', 'known@bench.example'), operator('unknown', 'other@bench.example')],
  };
}

async function measure(sql: postgres.Sql, attempts: Attempt[]): Promise<Map<string, number[]>> {
  const times = new Map(attempts.map(({ who }) => [who, [] as number[]]));
  for (let round = 0; round < rounds + warmUp; round += 1) {
    // A budget refuses an address after 60 attempts, so the budgets are emptied every 50 rounds.
    if (round % warmUp === 0) await sql`delete from budgets`;
    for (const { who, work } of shuffled(attempts)) {
      const begun = performance.now();
      const code = await work(`network ${round}`).catch((problem: { code?: string }) => problem.code);
      const taken = performance.now() - begun;
      if (code !== 'session.refused') throw new Error(`${who}: ${String(code)}`);
      if (round >= warmUp) times.get(who)?.push(taken);
    }
  }
  return times;
}

function report(times: Map<string, number[]>): void {
  const [[, baseline] = ['', []]] = times;
  for (const [who, samples] of times) {
    const median = percentile(samples, 50);
    const { probability, z } = mannWhitney(samples, baseline);
    const against = samples === baseline ? '(baseline)' : `distinguished ${probability.toFixed(3)}, z ${z.toFixed(2)}`;
    console.log(
      `  ${who.padEnd(34)} p50 ${median.toFixed(2)} ms  ${ratio(median, percentile(baseline, 50))}  ${against}`,
    );
  }
}

/** Probability that a sample is larger than one of `others`, and its distance from 0.5 in standard deviations. */
function mannWhitney(some: readonly number[], others: readonly number[]): { probability: number; z: number } {
  const all = [...some.map((value) => ({ value, own: true })), ...others.map((value) => ({ value, own: false }))];
  all.sort((a, b) => a.value - b.value);
  const [n, m] = [some.length, others.length];
  const ranks = all.reduce((sum, { own }, index) => (own ? sum + index + 1 : sum), 0);
  const u = ranks - (n * (n + 1)) / 2;
  return { probability: u / (n * m), z: (u - (n * m) / 2) / Math.sqrt((n * m * (n + m + 1)) / 12) };
}

function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, place: Math.random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
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
