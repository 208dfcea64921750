import type { FoundReceipt } from '../src/contract/receipts.ts';
import type { DemoChainFacts } from '../src/dev/demo/demoFacts.ts';
import { startDemo } from '../src/testing/browser/demo.ts';
import { aReceipt } from '../src/testing/builders/receipts.ts';
import { openWire, type Wire } from '../src/testing/network/wire.ts';
import { percentile, ratio } from './figures.ts';

const samples = 200;
const pauseMs = 10;

type Attack = { name: string; run: (wire: Wire) => Promise<unknown> };

/** Measures the p99 of another chain's requests, idle and while one chain sends small input that is expensive to process. */
export async function benchHeavyInput(): Promise<void> {
  const demo = await startDemo();
  const [attacked, neighbour] = demo.facts.chains;
  if (!attacked || !neighbour) throw new Error('a demo without two chains');
  const wire = openWire(Number(new URL(attacked.url).port), 200);
  const calm = openWire(Number(new URL(neighbour.url).port));
  try {
    await latencies(calm, neighbour, 20);
    const idle = percentile(await latencies(calm, neighbour, samples), 99);
    console.log(`another chain's GET /chain, idle: p99 ${idle.toFixed(0)} ms`);
    for (const { name, run } of await attacksOn(wire, attacked)) {
      const [during] = await Promise.all([latencies(calm, neighbour, samples), run(wire)]);
      const p99 = percentile(during, 99);
      console.log(`  ${name.padEnd(52)} p99 ${p99.toFixed(0)} ms, ${ratio(p99, idle)} idle`);
    }
  } finally {
    wire.close();
    calm.close();
    await demo.stop();
  }
}

async function latencies(wire: Wire, { url }: DemoChainFacts, count: number): Promise<number[]> {
  const measured: number[] = [];
  for (let n = 0; n < count; n += 1) {
    const begun = performance.now();
    await wire.ask({ path: '/api/v1/chain', headers: { host: new URL(url).host } });
    measured.push(performance.now() - begun);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  return measured;
}

async function attacksOn(wire: Wire, chain: DemoChainFacts): Promise<Attack[]> {
  const headers = { host: new URL(chain.url).host, authorization: `Bearer ${chain.posKey}` };
  const batch = (body: string) => (to: Wire) =>
    to.ask({
      method: 'POST',
      path: '/api/v1/receipts/batch',
      headers: { ...headers, 'content-type': 'application/x-ndjson' },
      body,
    });
  const preview = JSON.stringify({ lines: await longestSelection(wire, chain, headers) });
  const previews = (to: Wire) =>
    Promise.all(
      Array.from({ length: 20 }, () =>
        to.ask({
          method: 'POST',
          path: '/api/v1/invoices/preview',
          headers: { host: headers.host, origin: chain.url, 'content-type': 'application/json' },
          body: preview,
        }),
      ),
    );
  const nothing = `{"lines":[${Array(300).fill('{}').join(',')}]}\n`;
  return [
    { name: 'a batch of 2,000 rows of 300 empty lines', run: batch(nothing.repeat(2_000)) },
    { name: 'a batch of three million line feeds', run: batch('\n'.repeat(3_000_000)) },
    { name: 'twenty previews of 5,000 lines at once', run: previews },
    { name: 'a batch of 20,000 rows of 300 empty lines', run: batch(nothing.repeat(20_000)) },
  ];
}

/** A selection of all lines of a receipt with 5,000 lines. */
async function longestSelection(wire: Wire, chain: DemoChainFacts, headers: Record<string, string>) {
  const json = { ...headers, 'content-type': 'application/json' };
  const body = JSON.stringify(aReceipt({ lines: 5_000 }));
  const pushed = await wire.ask({ method: 'POST', path: '/api/v1/receipts', headers: json, body });
  const found = await wire.ask({
    method: 'POST',
    path: '/api/v1/receipts/find',
    headers: { host: headers.host ?? '', origin: chain.url, 'content-type': 'application/json' },
    body: JSON.stringify({ code: JSON.parse(pushed.body).code }),
  });
  const { id, lines } = JSON.parse(found.body) as FoundReceipt;
  return lines.map((line) => ({ receiptId: id, lineId: line.id, quantity: line.remainingQuantity }));
}
