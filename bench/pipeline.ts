import { availableParallelism } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import type { InvoiceOut } from '../src/contract/invoices.ts';
import type { FoundReceipt } from '../src/contract/receipts.ts';
import type { DemoChainFacts, DemoFacts } from '../src/dev/demo/demoFacts.ts';
import { startDemo } from '../src/testing/browser/demo.ts';
import { aReceipt } from '../src/testing/builders/receipts.ts';
import { startRedis, type ThrowAwayRedis } from '../src/testing/databases/redis.ts';
import { openWire, type Wire } from '../src/testing/network/wire.ts';
import { type CpuMs, cpuByKind, since } from './cost/cpuMeter.ts';
import { type MailSink, startMailSink } from './cost/mailSink.ts';
import { type PrintRates, rateOfPrints } from './cost/printRates.ts';
import { inAll, percentile, ratio } from './figures.ts';

const oneByOne = 60;
const atOnce = 300;
const linesEach = 12;
/** Simultaneous prints, in the product and in the print alone. */
const printsAtOnce = Math.max(2, availableParallelism());

type Queue = { name: string; redis?: ThrowAwayRedis };

/**
 * The whole product as `npm start` runs it, with a mail server outside: CPU ms per invoice by kind of process, and
 * invoices per second against prints per second of the same documents with the same number of simultaneous prints, in
 * turns.
 */
export async function benchPipeline(): Promise<void> {
  const redis = await startRedis();
  const queues: Queue[] = [...(redis ? [{ name: 'queue in Redis', redis }] : []), { name: 'queue in PostgreSQL' }];
  console.log(`from issuing to the PDF and two mails, ${linesEach} lines, ${atOnce} waiting:`);
  for (const queue of queues) {
    const prints = await rateOfPrints(linesEach, printsAtOnce);
    const product = await measure(queue);
    report(queue.name, product, prints);
  }
  await redis?.stop();
}

type Product = { waits: number[]; rate: number; cpu: CpuMs };

async function measure({ redis }: Queue): Promise<Product> {
  const sink = await startMailSink();
  const demo = await startDemo({ SMTP_URL: sink.smtpUrl, ...(redis && { REDIS_URL: redis.url }) });
  try {
    await liftLimits(demo.facts);
    const shopper = await aShopper(demo.facts, sink.lastSubject);
    const waits = await waitsOf(shopper);
    const roots = { server: demo.process.pid, Redis: redis?.pid, 'mail server (outside)': sink.pid };
    return { waits, ...(await rateOf(shopper, sink, () => cpuByKind(roots))) };
  } finally {
    closeConnections();
    await demo.stop();
    await sink.stop();
  }
}

function report(name: string, { waits, rate, cpu }: Product, prints: PrintRates): void {
  const { Chromium = 0, 'mail server (outside)': _, ...others } = cpu;
  const besides = Object.values(others).reduce((sum, ms) => sum + ms, 0);
  console.log(
    `  ${name}: p50 ${percentile(waits, 50).toFixed(0)} ms  p95 ${percentile(waits, 95).toFixed(0)} ms alone`,
  );
  console.log(
    `    CPU ms per invoice: ${Object.entries(cpu)
      .map(([kind, ms]) => `${kind} ${ms.toFixed(1)}`)
      .join(', ')}`,
  );
  console.log(`    everything but Chromium ${besides.toFixed(1)} ms = ${ratio(besides, Chromium)} Chromium`);
  console.log(
    `    ${rate.toFixed(1)} invoices/s = ${ratio(rate, prints.alone)} the print alone (${prints.alone.toFixed(1)}/s), ` +
      `${ratio(rate, prints.readBack)} the print with its read-back (${prints.readBack.toFixed(1)}/s), ${printsAtOnce} at a time`,
  );
}

/** One shopper issues as many invoices as a thousand would. */
async function liftLimits({ databaseUrl }: DemoFacts): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1 });
  await sql.begin(async (tx) => {
    await tx`alter table chains no force row level security`;
    await tx`update chains set settings = settings || '{"documentsPerShopperPerDay": 1000000}'::jsonb`;
    await tx`alter table chains force row level security`;
  });
  await sql.end();
}

/**
 * Issues `count` invoices, each after the previous document: ms from the request to the document. The first sixth is a
 * warm-up and left out.
 */
export async function waitsOf(shopper: Shopper, count = oneByOne): Promise<number[]> {
  const waits: number[] = [];
  for (let n = 0; n < count; n += 1) {
    const receipt = await shopper.found();
    const begun = performance.now();
    const { id } = await shopper.issue(receipt);
    await shopper.ready(id);
    waits.push(performance.now() - begun);
  }
  return waits.slice(Math.ceil(count / 6));
}

/** Invoices per second until the last document and the last mail are sent, and CPU ms per invoice until then. */
async function rateOf(shopper: Shopper, sink: MailSink, cpu: () => CpuMs): Promise<{ rate: number; cpu: CpuMs }> {
  const receipts: FoundReceipt[] = [];
  await inAll(Array.from({ length: atOnce }), 8, async () => void receipts.push(await shopper.found()));
  // Two mails per invoice: the shopper's and the chain's.
  await untilTaken(sink, 2 * oneByOne);
  const mails = sink.taken() + 2 * atOnce;
  const ids: string[] = [];
  const [before, begun] = [cpu(), performance.now()];
  await inAll(receipts, 8, async (receipt) => void ids.push((await shopper.issue(receipt)).id));
  await inAll(ids, 8, (id) => shopper.ready(id));
  await untilTaken(sink, mails);
  const used = Object.entries(since(before, cpu())).map(([kind, ms]) => [kind, ms / atOnce]);
  return { rate: atOnce / ((performance.now() - begun) / 1_000), cpu: Object.fromEntries(used) };
}

async function untilTaken(sink: MailSink, mails: number): Promise<void> {
  while (sink.taken() < mails) await pause(20);
}

export type Shopper = {
  /** A receipt that a till has just pushed. */
  found(): Promise<FoundReceipt>;
  issue(receipt: FoundReceipt): Promise<InvoiceOut>;
  /** Resolves when the document is ready, by the event stream that the page uses. */
  ready(id: string): Promise<void>;
};

/**
 * A shopper of the first chain; `codeSubject` gives the subject of the mail with her code, by default the mail catcher's.
 */
export async function aShopper({ chains: [chain], mail }: DemoFacts, codeSubject?: () => string): Promise<Shopper> {
  if (!chain) throw new Error('a demo without a chain');
  const origin = { origin: chain.url };
  const email = 'bench@example.com';
  await call(chain.url, 'POST', '/api/v1/auth/code', origin, { email });
  const subject = codeSubject?.() ?? (await caughtSubject(mail.url, email));
  const code = /\d{6}/.exec(subject)?.[0];
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

async function caughtSubject(catcher: string, to: string): Promise<string> {
  const [newest] = JSON.parse((await call(catcher, 'GET', `/messages?to=${to}`)).body) as { subject: string }[];
  return newest?.subject ?? '';
}

const keyOf = ({ posKey }: DemoChainFacts) => ({ authorization: `Bearer ${posKey}` });

/** Throws the server's refusal; returns the complete answer. */
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

export function closeConnections(): void {
  for (const wire of wires.values()) wire.close();
  wires.clear();
}

function wireTo(site: string): Wire {
  const { port } = new URL(site);
  const wire = wires.get(port) ?? openWire(Number(port));
  wires.set(port, wire);
  return wire;
}
