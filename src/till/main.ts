import { parseArgs } from 'node:util';
import { openTill } from './till.ts';

const usage = 'npm run till -- --watch DIR --url https://<chain>.<base> --key efk_… [--every 1000] [--settled 2000]';

/** Watches a folder and pushes each receipt in it, until Ctrl-C. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      watch: { type: 'string' },
      url: { type: 'string' },
      key: { type: 'string', default: process.env.EFK_POS_KEY ?? '' },
      every: { type: 'string', default: '1000' },
      settled: { type: 'string', default: '2000' },
    },
  });
  if (!values.watch || !values.url || !values.key) throw new Error(`usage: ${usage}`);
  const till = await openTill({
    folder: values.watch,
    url: values.url,
    key: values.key,
    everyMs: Number(values.every),
    settledMs: Number(values.settled),
    say: (line) => console.log(`${new Date().toISOString()} ${line}`),
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void till.close());
  await till.closed;
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
