import { deliver } from '../src/app/deliveries/deliver.ts';
import { renderInvoice } from '../src/app/invoices/render.ts';
import { sweep } from '../src/app/sweep.ts';
import { renderPreview } from '../src/app/templates/renderPreview.ts';
import { tidy } from '../src/app/tidy.ts';
import type { WorkerApp } from '../src/app/workerContext.ts';
import { readConfig } from '../src/config.ts';
import { type Handlers, openWorkers } from '../src/jobs/queue.ts';
import { openApp, queueAddress } from '../src/platform.ts';
import { openRenderThread } from '../src/render/thread.ts';
import { openPrinter } from './chromium.ts';

// One print in flight a core is the ceiling; mails only wait for their server.
const concurrency = { render: 2, deliver: 4, preview: 1 };
const sweepEveryMs = 2_000;
const tidyEveryMs = 3_600_000;

const config = readConfig();
const { databaseUrl, smtpUrl } = config;
if (!databaseUrl || !smtpUrl)
  throw new Error('DATABASE_URL and SMTP_URL are needed to run the worker; npm start brings its own.');

const say = (text: string) => console.error(`worker: ${text}`);
// Ids and names of errors only: their texts may hold what people wrote.
const complain = (error: Error, what: string) =>
  say(`${what}: ${error.name}${'code' in error ? ` ${String(error.code)}` : ''}`);

const { app, close } = await openApp(config, { databaseUrl, smtpUrl }, (error) => complain(error, 'queue'));
const thread = openRenderThread();
const printer = await openPrinter({
  dataDir: config.dataDir,
  onNotice: say,
  ...(config.chromiumPath ? { chromiumPath: config.chromiumPath } : {}),
});
const workerApp: WorkerApp = { ...app, renderTemplate: thread.render, print: printer.print };
const handlers: Handlers = {
  render: (input) => renderInvoice({ app: workerApp, input }),
  deliver: (input) => deliver({ app: workerApp, input }),
  preview: (input) => renderPreview({ app: workerApp, input }),
};
const workers = await openWorkers(queueAddress(config, databaseUrl), handlers, { concurrency, onError: complain });
let isSweeping = false;
const sweeping = setInterval(async () => {
  // One at a time: while the queue is away, a sweep takes until it is back.
  if (isSweeping) return;
  isSweeping = true;
  await sweep({ app }).catch((error: Error) => complain(error, 'sweep'));
  isSweeping = false;
}, sweepEveryMs);
const tidying = setInterval(() => {
  tidy({ app }).catch((error: Error) => complain(error, 'tidy'));
}, tidyEveryMs);
// The process that started this one waits for the word.
process.send?.('ready');

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  clearInterval(sweeping);
  clearInterval(tidying);
  await workers.close();
  await printer.close();
  await thread.close();
  await close();
  // An open channel would keep this process up, and the one that started it waiting.
  if (process.connected) process.disconnect();
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
// Started by another process, it does not outlive it.
process.once('disconnect', () => void stop());
