import { deliver } from '../src/app/deliveries/deliver.ts';
import { renderInvoice } from '../src/app/invoices/render.ts';
import { putOff } from '../src/app/putOff.ts';
import { sweep } from '../src/app/sweep.ts';
import { renderPreview } from '../src/app/templates/renderPreview.ts';
import { tidy } from '../src/app/tidy.ts';
import type { JobCall, WorkerApp } from '../src/app/workerContext.ts';
import { readConfig } from '../src/config.ts';
import type { Task } from '../src/domain/task.ts';
import { type Handlers, openWorkers, type Payload } from '../src/jobs/queue.ts';
import { openApp, queueAddress } from '../src/platform.ts';
import { openRenderThread } from '../src/render/thread.ts';
import { openPrinter } from './chromium.ts';
import { openRests } from './rests.ts';

// One print in flight a core is the ceiling; mails only wait for their server.
const concurrency = { render: 2, deliver: 4, preview: 1 };
// A template takes a millisecond, a print a fraction of a second; 5,000 lines on a busy machine a few.
const longMs = { template: 1_000, print: 8_000 };
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
const rests = openRests();
const handlers: Handlers = {
  render: (input) => inTurn('render', input, renderInvoice),
  deliver: (input) => inTurn('deliver', input, deliver),
  preview: (input) => inTurn('preview', input, renderPreview),
};

/** Makes a document or a mail, unless the chain has to rest: then it is left for later. */
async function inTurn(task: Task, input: Payload, make: (call: JobCall) => Promise<void>): Promise<void> {
  const { tenantId } = input;
  const seconds = rests.secondsLeft(tenantId);
  if (seconds > 0) return putOff({ app, input: { ...input, task, seconds } });
  const renderTemplate: WorkerApp['renderTemplate'] = (given) =>
    rests.timed(tenantId, longMs.template, (began) => thread.render(given, began));
  const print: WorkerApp['print'] = (job) => rests.timed(tenantId, longMs.print, (began) => printer.print(job, began));
  return make({ app: { ...app, renderTemplate, print }, input });
}

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
