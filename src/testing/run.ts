import { mkdir } from 'node:fs/promises';
import { buildWebIfStale, cacheFolder } from '../dev/webBuild.ts';
import { findTestBrowser } from './browser.ts';
import { findRedis, noRedis } from './redis.ts';
import { type Counts, runTool, runVitest } from './runParts.ts';

// `npm test`: everything, in order of how soon it finds something. Every part runs, also after one that failed.
await mkdir(cacheFolder, { recursive: true });

const parts: [string, () => Promise<Counts>][] = [
  ['types', () => runTool('tsc', ['-p', '.'])],
  ['lint', () => runTool('biome', ['check', '.'])],
  ['web app', () => asTest(buildWebIfStale)],
  ['web types', () => runTool('svelte-check', ['--workspace', 'web', '--tsconfig', './tsconfig.json'])],
  ['pure', () => runVitest('pure', cacheFolder)],
  ['db', () => runVitest('db', cacheFolder)],
  ['pdf', () => runVitest('pdf', cacheFolder)],
  ['e2e', () => runVitest('e2e', cacheFolder)],
];

console.log('Looking for Chromium and redis-server …');
// Nobody waits twice: a missing one is looked up, unpacked or installed before the tests that need it.
await findTestBrowser().catch((error: Error) => console.error(error.message));
if (!findRedis()) console.warn(noRedis);

const total: Counts = { passed: 0, failed: 0, skipped: 0 };
const summary: string[] = [];
for (const [name, run] of parts) {
  console.log(`\n=== ${name}`);
  const begun = performance.now();
  const counts = await run();
  for (const kind of ['passed', 'failed', 'skipped'] as const) total[kind] += counts[kind];
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
  summary.push(
    `${counts.failed > 0 ? 'FAILED' : 'ok    '} ${name}: ${counts.passed} passed, ${counts.failed} failed${skipped} (${seconds} s)`,
  );
}

console.log(`\n${summary.join('\n')}`);
if (total.skipped > 0) console.log(`${total.skipped} skipped`);
console.log(`${total.passed} passed, ${total.failed} failed`);
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
