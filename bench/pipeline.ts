import postgres from 'postgres';
import type { InvoiceOut } from '../src/contract/invoices.ts';
import type { FoundReceipt } from '../src/contract/receipts.ts';
import type { DemoChainFacts, DemoFacts } from '../src/dev/demo/demoFacts.ts';
import { startDemo } from '../src/testing/browser/demo.ts';
import { aReceipt } from '../src/testing/builders/receipts.ts';
import { startRedis } from '../src/testing/databases/redis.ts';
import { openWire, type Wire } from '../src/testing/network/wire.ts';
import { inAll, percentile, ratio } from './figures.ts';

const oneByOne = 60;
const atOnce = 400;
const linesEach = 12;

type Queue = { name: string; env: Record<string, string> };

/**
 * The whole product as `npm start` runs it: from the shopper's click to the PDF, one invoice at a time, and as many as it
 * makes a second, mails included.
 */
export async function benchPipeline(): Promise<void> {
  const redis = await startRedis();
  const queues: Queue[] = [
    ...(redis ? [{ name: 'queue in Redis (baseline)', env: { REDIS_URL: redis.url } }] : []),
    { name: 'queue in PostgreSQL', env: {} },
  ];
  let baseline: number | undefined;
  console.log(`from issuing to the PDF, ${linesEach} lines, everything in one process tree:`);
  for (const { name, env } of queues) {
    const demo = await startDemo(env);
    try {
      await liftLimits(demo.facts);
      const shopper = await aShopper(demo.facts);
      const waits = await waitsOf(shopper);
      const p50 = percentile(waits, 50);
      baseline ??= p50;
      const rate = await rateOf(shopper);
      console.log(
        `  ${name.padEnd(28)} p50 ${p50.toFixed(0)} ms  p95 ${percentile(waits, 95).toFixed(0)} ms  ` +
          `${ratio(p50, baseline)} the baseline's p50;  ${rate.toFixed(1)} invoices/s with ${atOnce} waiting`,
      );
    } finally {
      hangUp();
      await demo.stop();
    }
  }
  await redis?.stop();
}

/** One shopper issues what a thousand would. */
async function liftLimits({ databaseUrl }: DemoFacts): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1 });
  await sql.begin(async (tx) => {
    await tx`alter table chains no force row level security`;
    await tx`update chains set settings = settings || '{"documentsPerShopperPerDay": 1000000}'::jsonb`;
    await tx`alter table chains force row level security`;
  });
  await sql.end();
}

/** Issues one, waits for its document, issues the next: ms each. */
async function waitsOf(shopper: Shopper): Promise<number[]> {
  const waits: number[] = [];
  for (let n = 0; n < oneByOne; n += 1) {
    const receipt = await shopper.found();
    const begun = performance.now();
    const { id } = await shopper.issue(receipt);
    await shopper.ready(id);
    waits.push(performance.now() - begun);
  }
  return waits.slice(oneByOne / 6);
}

async function rateOf(shopper: Shopper): Promise<number> {
  const receipts: FoundReceipt[] = [];
  await inAll(Array.from({ length: atOnce }), 8, async () => void receipts.push(await shopper.found()));
  const ids: string[] = [];
  const begun = performance.now();
  await inAll(receipts, 8, async (receipt) => void ids.push((await shopper.issue(receipt)).id));
  await inAll(ids, 8, (id) => shopper.ready(id));
  return atOnce / ((performance.now() - begun) / 1_000);
}

export type Shopper = {
  /** A receipt that a till has just pushed. */
  found(): Promise<FoundReceipt>;
  issue(receipt: FoundReceipt): Promise<InvoiceOut>;
  /** Resolves when the document is there, as the page hears of it. */
  ready(id: string): Promise<void>;
};

/** A shopper of the first chain. */
export async function aShopper({ chains: [chain], mail }: DemoFacts): Promise<Shopper> {
  if (!chain) throw new Error('a demo without a chain');
  const origin = { origin: chain.url };
  const email = 'bench@example.com';
  await call(chain.url, 'POST', '/api/v1/auth/code', origin, { email });
  const [newest] = JSON.parse((await call(mail.url, 'GET', `/messages?to=${email}`)).body) as { subject: string }[];
  const code = /\d{6}/.exec(newest?.subject ?? '')?.[0];
  const { cookie } = await call(chain.url, 'POST', '/api/v1/auth/session', origin, { email, code });
  const own = { ...origin, cookie };
  return {
    async found() {
      const receipt = aReceipt({ lines: linesEach });
      const pushed = await call(chain.url, 'POST', '/api/v1/receipts', keyOf(chain), receipt);
      return JSON.parse(
        (await call(chain.url, 'POST', '/api/v1/receipts/find', own, { code: JSON.parse(pushed.body).code })).body,
      );
    },
    async issue({ id, lines }) {
      const chosen = lines.map((line) => ({ receiptId: id, lineId: line.id, quantity: line.remainingQuantity }));
      const order = { lines: chosen, buyer: { kind: 'person', name: 'Anna Nowak' } };
      const headers = { ...own, 'idempotency-key': id };
      return JSON.parse((await call(chain.url, 'POST', '/api/v1/invoices', headers, order)).body);
    },
    ready: (id) => call(chain.url, 'GET', `/api/v1/invoices/${id}/events`, own).then(() => {}),
  };
}

const keyOf = ({ posKey }: DemoChainFacts) => ({ authorization: `Bearer ${posKey}` });

/** Throws what the server refused; gives the answer when it is whole. */
export async function call(
  site: string,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: object,
): Promise<{ body: string; cookie: string }> {
  const { host } = new URL(site);
  const json = body && { body: JSON.stringify(body) };
  const all = { host, ...headers, ...(body && { 'content-type': 'application/json' }) };
  const answer = await wireTo(site).ask({ method, path, headers: all, ...json });
  if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.status} ${answer.body}`);
  return { body: answer.body, cookie: (answer.headers['set-cookie'] ?? []).map((one) => one.split(';')[0]).join('; ') };
}

const wires = new Map<string, Wire>();

export function hangUp(): void {
  for (const wire of wires.values()) wire.close();
  wires.clear();
}

function wireTo(site: string): Wire {
  const { port } = new URL(site);
  const wire = wires.get(port) ?? openWire(Number(port));
  wires.set(port, wire);
  return wire;
}
