import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { SlowestFirst } from './src/testing/runner/slowestFirst.ts';
import { lookMs, testMs, waitMs } from './src/testing/until.ts';

const needsMore = ['**/*.{db,queue,http,pdf}.test.ts'];
const everywhere = ['src', 'worker', 'web/src'];

export default defineConfig({
  resolve: { alias: { $lib: fileURLToPath(new URL('./web/src/lib', import.meta.url)) } },
  test: {
    maxWorkers: 2,
    sequence: { sequencer: SlowestFirst },
    // Test files that share a process load the product once. Measured for most of the project db: 74 s of CPU instead
    // of 100.
    isolate: false,
    testTimeout: testMs,
    hookTimeout: testMs,
    teardownTimeout: waitMs,
    expect: { poll: { timeout: waitMs, interval: lookMs } },
    reporters: ['default'],
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          include: everywhere.map((folder) => `${folder}/**/*.test.ts`),
          exclude: needsMore,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'db',
          include: ['{src,worker}/**/*.{db,queue,http}.test.ts'],
          globalSetup: ['src/testing/databases/postgres.ts', 'src/testing/databases/redis.ts'],
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'pdf',
          include: ['{src,worker}/**/*.pdf.test.ts'],
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['web/e2e/**/*.e2e.ts'],
          globalSetup: ['src/testing/browser/demo.ts'],
          fileParallelism: false,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
