import type { Report } from '../src/app/context.ts';
import { deliver } from '../src/app/deliveries/deliver.ts';
import { renderInvoice } from '../src/app/invoices/render.ts';
import { putOff } from '../src/app/outbox/putOff.ts';
import { sweep } from '../src/app/outbox/sweep.ts';
import { tidy } from '../src/app/outbox/tidy.ts';
import { reportLine } from '../src/app/reportLine.ts';
import { renderPreview } from '../src/app/templates/renderPreview.ts';
import type { JobCall } from '../src/app/workerContext.ts';
import { readConfig } from '../src/config.ts';
import type { Task } from '../src/domain/task.ts';
import { type Handlers, openWorkers, type Payload } from '../src/jobs/queue.ts';
import { openApp, queueAddress } from '../src/platform.ts';
import { openChromium } from './chromium/chromium.ts';
import { openGates } from './lanes/gates.ts';
import { openLanes } from './lanes/lanes.ts';

// Jobs in hand. Nearly all of them wait at a gate, as ids, so that the queue shows every chain's jobs to the gates.
const concurrency = { render: 500, deliver: 200, preview: 50 };
const sweepEveryMs = 2_000;
const tidyEveryMs = 3_600_000;

const config = readConfig();
const { databaseUrl, smtpUrl } = config;
if (!databaseUrl || !smtpUrl)
  throw new Error('DATABASE_URL and SMTP_URL are needed to run the worker; npm start brings its own.');

const say = (text: string) => console.error(`worker: ${text}`);
const report: Report = (error, what) => say(reportLine(error, what));

const { app, close } = await openApp(config, { databaseUrl, smtpUrl }, report);
const chromium = await openChromium({
  dataDir: config.dataDir,
  onNotice: say,
  ...(config.chromiumPath ? { chromiumPath: config.chromiumPath } : {}),
});
const lanes = openLanes(chromium);
const gates = openGates(lanes.probation.has);
const handlers: Handlers = {
  render: (input) => inTurn('render', input, renderInvoice),
  deliver: (input) => inTurn('deliver', input, deliver),
  preview: (input) => inTurn('preview', input, renderPreview),
};

/** Makes a document, a mail or a sample when its chain's turn comes; one too many is left for later. */
async function inTurn(task: Task, input: Payload, make: (call: JobCall) => Promise<void>): Promise<void> {
  const { tenantId } = input;
  // Whoever can write to the queue can put anything there.
  if (typeof tenantId !== 'string') throw new TypeError('a job without a chain');
  const press = task === 'preview' ? lanes.previews : lanes.documents;
  const seconds = await gates.pass(task, tenantId, () =>
    make({
      app: {
        ...app,
        renderTemplate: (given) => press.render(tenantId, given),
        print: (job, needs) => press.print(tenantId, job, needs),
        readBack: (given) => press.read(tenantId, given),
      },
      input,
    }),
  );
  if (seconds !== undefined) await putOff({ app, input: { ...input, task, seconds } });
}

const workers = await openWorkers(queueAddress(config, databaseUrl), handlers, { concurrency, onError: report });
let isSweeping = false;
const sweeping = setInterval(async () => {
  // One at a time: while the queue is away, a sweep takes until it is back.
  if (isSweeping) return;
  isSweeping = true;
  await sweep({ app }).catch((error: unknown) => report(error, 'sweep'));
  isSweeping = false;
}, sweepEveryMs);
const tidying = setInterval(() => {
  tidy({ app }).catch((error: unknown) => report(error, 'tidy'));
}, tidyEveryMs);
// The process that started this one waits for the word.
process.send?.('ready');

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  clearInterval(sweeping);
  clearInterval(tidying);
  gates.close();
  await workers.close();
  await lanes.close();
  await close();
  // An open channel would keep this process up, and the one that started it waiting.
  if (process.connected) process.disconnect();
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
// Started by another process, it does not outlive it.
process.once('disconnect', () => void stop());
