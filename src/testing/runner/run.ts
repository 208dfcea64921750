import { mkdir } from 'node:fs/promises';
import { buildWebIfStale, cacheFolder } from '../../dev/webBuild.ts';
import { findTestBrowser } from '../browser/browser.ts';
import { findRedis, noRedis } from '../databases/redis.ts';
import { type Part, runAll } from './partOrder.ts';
import { type Counts, runTool, runVitest } from './runParts.ts';

// `npm test` runs all parts, two at a time, also after a failure. While one part waits for a browser or a timer, the other one
// uses the cores.
await mkdir(cacheFolder, { recursive: true });

const svelteCheck = ['--workspace', 'web', '--tsconfig', './tsconfig.json'];
/** Parts in the order of their beginning: first those that others need, then the longest. */
const parts: Part<Counts>[] = [
  { name: 'web app', run: () => asTest(buildWebIfStale) },
  { name: 'types', run: () => runTool('types', 'tsc', ['-p', '.']) },
  { name: 'lint', run: () => runTool('lint', 'biome', ['check', '.']) },
  // The web app's tsconfig extends a file that the build writes.
  { name: 'web types', after: ['web app'], run: () => runTool('web types', 'svelte-check', svelteCheck) },
  { name: 'pure', after: ['web app'], run: () => runVitest('pure', cacheFolder) },
  { name: 'e2e', after: ['web app'], run: () => runVitest('e2e', cacheFolder) },
  // One of these tests starts the demo, which needs the web app.
  { name: 'db', after: ['web app'], run: () => runVitest('db', cacheFolder) },
  { name: 'pdf', run: () => runVitest('pdf', cacheFolder) },
];

console.log('Looking for Chromium and redis-server …');
// Chromium is unpacked and redis-server installed here, before parts that need them run side by side.
await findTestBrowser().catch((error: Error) => console.error(error.message));
if (!findRedis()) console.warn(noRedis);

const begun = performance.now();
const results = await runAll(parts, 2);

const total: Counts = { passed: 0, failed: 0, skipped: 0 };
console.log('');
for (const { name, result } of results)
  for (const failure of result.failures ?? []) console.log(`FAILED ${name}: ${failure}`);
for (const { name, result, seconds } of results) {
  for (const kind of ['passed', 'failed', 'skipped'] as const) total[kind] += result[kind];
  const skipped = result.skipped > 0 ? `, ${result.skipped} skipped` : '';
  const verdict = result.failed > 0 ? 'FAILED' : 'ok    ';
  console.log(
    `${verdict} ${name}: ${result.passed} passed, ${result.failed} failed${skipped} (${seconds.toFixed(1)} s)`,
  );
}
if (total.skipped > 0) console.log(`${total.skipped} skipped`);
console.log(`${total.passed} passed, ${total.failed} failed (${((performance.now() - begun) / 1000).toFixed(0)} s)`);
process.exitCode = total.failed > 0 ? 1 : 0;

async function asTest(work: () => Promise<unknown>): Promise<Counts> {
  try {
    await work();
    return { passed: 1, failed: 0, skipped: 0 };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
