import type { FastifyRouteSchemaDef } from 'fastify/types/schema.js';
import { ReceiptIn } from '../src/contract/receipts.ts';
import { validators } from '../src/http/requests/validators.ts';
import { aReceipt } from '../src/testing/builders/receipts.ts';
import { mutationsOf, type Schema } from '../src/testing/inputs/mutations.ts';
import { percentile, ratio } from './figures.ts';

const rounds = 5;

/** Measures the time to refuse a body with one invalid value, against the time to accept a valid body of 2,000 lines. */
export async function benchRefusals(): Promise<void> {
  const route = { schema: ReceiptIn, method: 'POST', url: '/', httpPart: 'body' } as FastifyRouteSchemaDef<object>;
  const check = validators()(route);
  const right = aReceipt({ lines: 2_000 });
  const passing = fastest(() => check(right));
  const refusals = mutationsOf(ReceiptIn as Schema, right).map(({ what, pointer, value }) => ({
    name: `${what} at ${pointer || 'the top'}`,
    ms: fastest(() => check(value)),
  }));
  const slowest = refusals.toSorted((a, b) => b.ms - a.ms)[0];
  const median = percentile(
    refusals.map(({ ms }) => ms),
    50,
  );
  console.log(`refusals of a receipt of 2,000 lines (${refusals.length} ways to be wrong), against a right one`);
  console.log(`  right        ${passing.toFixed(2)} ms`);
  console.log(`  median       ${ratio(median, passing)}`);
  if (slowest) console.log(`  slowest      ${ratio(slowest.ms, passing)} (${slowest.name})`);
}

function fastest(work: () => unknown): number {
  const times = Array.from({ length: rounds }, () => {
    const begun = performance.now();
    work();
    return performance.now() - begun;
  });
  return Math.min(...times);
}
