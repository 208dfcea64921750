import type { Elements } from '../src/ksef/fa3/elements.ts';
import { fa3Xml } from '../src/ksef/fa3/fa3Xml.ts';
import type { Fa3Invoice } from '../src/ksef/fa3/facts.ts';
import { fa3Namespace } from '../src/ksef/fa3/limits.ts';
import { assertFitsFa3 } from '../src/ksef/fa3/size.ts';
import { invoiceElements } from '../src/ksef/fa3/structure.ts';
import { writeXml } from '../src/ksef/fa3/write.ts';
import { validateFa3 } from '../src/ksef/schema/validate.ts';
import { aCompany, anInvoice, someDeposits } from '../src/testing/builders/invoices.ts';
import { type KsefClient, openKsefClient } from './baselines/ksefClient.ts';
import { ratio } from './figures.ts';

const sizes = [12, 75, 3_000];
const rounds = 5;
/** CPU time of a round of one way, at least. */
const roundMs = 200;

type Way = { name: string; work: () => unknown };

/**
 * Measures how many FA(3) files are made in a second of CPU time: built, written, and validated against the official schema. The baseline is
 * ksef-client-ts 0.10 with the same elements; it validates with a schema translated to Zod.
 */
export async function benchFa3(): Promise<void> {
  const client = await openKsefClient().catch((error: unknown) => console.log('  ksef-client-ts is missing', error));
  for (const lines of sizes) {
    const invoice: Fa3Invoice = anInvoice({ lines, buyer: aCompany, deposits: someDeposits });
    const bytes = fa3Xml(invoice);
    console.log(`FA(3), ${lines} lines, ${bytes.byteLength.toLocaleString('en')} bytes`);
    const best = await fastestOf([...ownWays(invoice, bytes), ...(client ? clientWays(client, invoice) : [])]);
    const baseline = best.get(wholeOfClient) ?? best.get(whole) ?? Number.NaN;
    for (const [name, ms] of best) {
      const rate = `${(1000 / ms).toFixed(ms < 10 ? 0 : 1)}/s`;
      console.log(`  ${name.padEnd(44)} ${ms.toFixed(2).padStart(8)} ms ${rate.padStart(8)}  ${ratio(baseline, ms)}`);
    }
  }
}

const whole = 'built, written and validated';
const wholeOfClient = 'ksef-client-ts 0.10: written and validated';

function ownWays(invoice: Fa3Invoice, bytes: Uint8Array): Way[] {
  const elements = invoiceElements(invoice);
  return [
    { name: whole, work: () => fa3Xml(invoice) },
    { name: '  built and written', work: () => writeXml('Faktura', fa3Namespace, invoiceElements(invoice)) },
    { name: '  written', work: () => writeXml('Faktura', fa3Namespace, elements) },
    { name: '  validated', work: () => validateFa3(bytes) },
    { name: 'measured before issuing, in the HTTP process', work: () => assertFitsFa3(invoice) },
  ];
}

function clientWays({ write, validate }: KsefClient, invoice: Fa3Invoice): Way[] {
  const document = { Faktura: { '@_xmlns': fa3Namespace, ...withTheirAttributes(invoiceElements(invoice)) } };
  const xml = write(document);
  return [
    { name: wholeOfClient, work: () => validate(write(document)) },
    { name: '  written', work: () => write(document) },
    { name: '  validated', work: () => validate(xml) },
  ].map(({ name, work }) => ({ name: name.startsWith(' ') ? `${name} by ksef-client-ts` : name, work }));
}

/** fast-xml-parser, which ksef-client-ts uses, marks attributes with @_ and text with #text. */
function withTheirAttributes(elements: Elements): object {
  const names = Object.entries(elements).map(([name, content]): [string, unknown] => {
    const theirs = name === '#' ? '#text' : name.replace(/^@/, '@_');
    return [theirs, Array.isArray(content) ? content.map(contentOf) : contentOf(content as string | Elements)];
  });
  return Object.fromEntries(names.filter(([, content]) => content !== undefined));
}

const contentOf = (content: string | Elements | undefined): unknown =>
  typeof content === 'object' ? withTheirAttributes(content) : content;

/** The ways take turns, so that a busy moment of the machine meets all of them. Gives the fastest round's CPU milliseconds a call. */
async function fastestOf(ways: readonly Way[]): Promise<Map<string, number>> {
  const best = new Map<string, number>();
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, work } of ways) {
      const ms = await msOf(work);
      best.set(name, Math.min(best.get(name) ?? Number.POSITIVE_INFINITY, ms));
    }
  }
  return best;
}

/** CPU time a call, of this thread: elapsed time would count what else runs on the machine. */
async function msOf(work: () => unknown): Promise<number> {
  await work();
  const before = process.threadCpuUsage();
  let calls = 0;
  let ms = 0;
  for (; ms < roundMs; calls += 1) {
    await work();
    const { user, system } = process.threadCpuUsage(before);
    ms = (user + system) / 1000;
  }
  return ms / calls;
}
