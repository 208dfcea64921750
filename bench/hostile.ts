import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import type { DemoChainFacts, DemoFacts } from '../src/dev/demo/demoFacts.ts';
import { startDemo } from '../src/testing/browser/demo.ts';
import { percentile, ratio } from './figures.ts';
import { hostileCss, hostileSources } from './hostileLayouts.ts';
import { aShopper, call, closeConnections, type Shopper } from './pipeline.ts';

const idleMs = 8_000;
const attackMs = 25_000;
const pingEveryMs = 10;

/**
 * Measures how attacks by the admin of one chain slow down another chain: its time from issuing to the PDF and the time of a
 * small request, without an attack and during each one.
 */
export async function benchHostile(): Promise<void> {
  const demo = await startDemo();
  try {
    const [hostile, good] = demo.facts.chains;
    if (!hostile || !good) throw new Error('a demo without two chains');
    const shopper = await aShopper({ ...demo.facts, chains: [good] });
    const attacker = await anAttacker(demo.facts, hostile);
    await shopperAtWork(shopper, good, 2_000);
    const idle = await shopperAtWork(shopper, good, idleMs);
    const idleDocument = percentile(idle.documents, 50);
    console.log('one chain while another chain attacks:');
    console.log(`  ${'no attack'.padEnd(40)} ${line(idle, idleDocument)}`);
    for (const [name, attack] of Object.entries(attacksOf(attacker))) {
      const stopping = new AbortController();
      const attacking = attack(stopping.signal).catch((error: Error) => console.log(`  ${name}: ${error.message}`));
      await pause(500);
      const during = await shopperAtWork(shopper, good, attackMs);
      stopping.abort();
      await attacking;
      console.log(`  ${name.padEnd(40)} ${line(during, idleDocument)}`);
      await attacker.reset();
      await pause(3_000);
    }
    await attacker.close();
  } finally {
    closeConnections();
    await demo.stop();
  }
}

/** Durations in ms. */
type Durations = { documents: number[]; requests: number[] };

function line({ documents, requests }: Durations, idleDocument: number): string {
  const worst = Math.max(...documents);
  return (
    `${documents.length} documents p50 ${percentile(documents, 50).toFixed(0)} ms, worst ${worst.toFixed(0)} ms ` +
    `(${ratio(worst, idleDocument)} the idle p50); ` +
    `requests p50 ${percentile(requests, 50).toFixed(1)} ms, p99 ${percentile(requests, 99).toFixed(0)} ms, ` +
    `worst ${Math.max(...requests).toFixed(0)} ms`
  );
}

/** Issues one document after the other and sends small requests at the same time, for `ms` milliseconds. */
async function shopperAtWork(shopper: Shopper, chain: DemoChainFacts, ms: number): Promise<Durations> {
  const durations: Durations = { documents: [], requests: [] };
  const end = performance.now() + ms;
  async function documents(): Promise<void> {
    while (performance.now() < end) {
      const receipt = await shopper.found();
      const begun = performance.now();
      await shopper.ready((await shopper.issue(receipt)).id);
      durations.documents.push(performance.now() - begun);
    }
  }
  async function requests(): Promise<void> {
    while (performance.now() < end) {
      const begun = performance.now();
      await call(chain.url, 'GET', '/api/v1/chain');
      durations.requests.push(performance.now() - begun);
      await pause(pingEveryMs);
    }
  }
  await Promise.all([documents(), requests()]);
  return durations;
}

type Attack = (signal: AbortSignal) => Promise<void>;
type Attacker = {
  shopper: Shopper;
  save(source: string): Promise<void>;
  preview(css: string): Promise<void>;
  /** Publishes a layout that begins with this CSS, without any check. */
  publishUnchecked(css: string): Promise<void>;
  /** Restores the first layout and removes the chain's pending work. */
  reset(): Promise<void>;
  close(): Promise<void>;
};

function attacksOf({ shopper, save, preview, publishUnchecked }: Attacker): Record<string, Attack> {
  const again = (work: () => Promise<unknown>, atOnce: number): Attack => {
    return async (signal) => {
      const one = async () => {
        // Refusals are ignored: a hostile admin tries again.
        while (!signal.aborted) await work().catch(() => pause(20));
      };
      await Promise.all(Array.from({ length: atOnce }, one));
    };
  };
  const endlessly = <T>(items: readonly T[]) => {
    let next = 0;
    return () => items[next++ % items.length] as T;
  };
  const sources = endlessly(hostileSources);
  const css = endlessly(hostileCss);
  return {
    'drafts that never end, 20 at once': again(() => save(sources()), 20),
    'previews that never end, 5 at once': again(() => preview(css()), 5),
    ...Object.fromEntries(
      hostileCss.map((style, index): [string, Attack] => [
        `a published layout that never ends (${index + 1})`,
        async (signal) => {
          await publishUnchecked(style);
          await again(async () => shopper.issue(await shopper.found()), 2)(signal);
        },
      ]),
    ),
  };
}

async function anAttacker(facts: DemoFacts, chain: DemoChainFacts): Promise<Attacker> {
  const sql = postgres(facts.databaseUrl, { max: 1, onnotice: () => {} });
  const origin = { origin: chain.url };
  const signedIn = await call(chain.url, 'POST', '/api/v1/office/session', origin, chain.admin);
  const headers = { ...origin, cookie: signedIn.cookie };
  const path = '/api/v1/office/templates/invoice';
  const template = async () =>
    JSON.parse((await call(chain.url, 'GET', path, headers)).body) as { source: string; revision: number };
  const { source } = await template();
  // Without forced policies the owner of the tables can insert a layout that no check allows. The demo's database is temporary.
  for (const table of ['chains', 'templates', 'template_versions', 'documents', 'outbox'])
    await sql`alter table ${sql(table)} no force row level security`;
  const [before] = await sql<{ tenant: string; id: string }[]>`
    select t.tenant_id as tenant, t.published_id as id from templates t join chains c on c.id = t.tenant_id
    where c.slug = ${chain.slug} and t.kind = 'invoice'`;
  if (!before) throw new Error('a chain without a layout');
  const { tenant, id } = before;
  const publish = (published: string) =>
    sql`update templates set published_id = ${published} where tenant_id = ${tenant} and kind = 'invoice'`;
  return {
    shopper: await aShopper({ ...facts, chains: [chain] }),
    async save(hostile) {
      const { revision } = await template();
      await call(chain.url, 'PUT', `${path}/draft`, headers, { source: hostile, revision });
    },
    async preview(css) {
      await call(chain.url, 'POST', `${path}/previews`, headers, { source: `<style>${css}</style>${source}` });
    },
    async publishUnchecked(css) {
      const [version] = await sql<{ id: string }[]>`
        insert into template_versions (tenant_id, kind, version, source, created_by)
        select ${tenant}, 'invoice', max(version) + 1, ${`<style>${css}</style>${source}`}, 'bench'
        from template_versions where tenant_id = ${tenant} and kind = 'invoice' returning id`;
      await publish(version?.id ?? id);
    },
    async reset() {
      await publish(id);
      await sql`update documents set state = 'failed' where tenant_id = ${tenant} and state = 'queued'`;
      await sql`delete from outbox where tenant_id = ${tenant}`;
    },
    close: () => sql.end(),
  };
}
