import type { Report } from '../src/app/context.ts';
import { doChores } from '../src/app/outbox/chores.ts';
import { chainsCoolingDown, coolDown } from '../src/app/outbox/cooldowns.ts';
import { jobs } from '../src/app/outbox/jobs.ts';
import { reportLine } from '../src/app/reportLine.ts';

import { readConfig } from '../src/config.ts';
import type { Task } from '../src/domain/task.ts';
import { openWorkers, type Payload } from '../src/jobs/queue.ts';
import { openApp, queueAddress } from '../src/platform.ts';
import { openChromium } from './chromium/chromium.ts';
import { openCooldowns } from './lanes/cooldowns.ts';
import { openGates } from './lanes/gates.ts';
import { openLanes } from './lanes/lanes.ts';

// Jobs per task. A job that waits at a gate is only a few ids, and the next chain's job is behind it in the queue.
const jobsInHand = 250;
const everyMs = 1_000;

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
const cooldowns = openCooldowns({
  save: (tenantId) => coolDown({ app, input: { tenantId } }),
  load: () => chainsCoolingDown({ app }),
  onError: (error) => report(error, 'cooldown'),
});
await cooldowns.refresh();
const printSlots = config.workerConcurrency;
const lanes = openLanes(chromium, { cooldowns, printSlots });
const gates = openGates({ coolsDown: cooldowns.has, printSlots });

/** Runs the job when it is its chain's turn. */
async function inTurn(task: Task, input: Payload): Promise<void> {
  const { tenantId } = input;
  // Anything may be in the queue, so the payload is checked.
  if (typeof tenantId !== 'string') throw new TypeError('a job without a chain');
  const press = task === 'preview' ? lanes.previews : lanes.documents;
  const rest = await gates.pass(task, tenantId, () =>
    jobs[task]({
      app: {
        ...app,
        renderTemplate: (given) => press.render(tenantId, given),
        print: (job, needs) => press.print(tenantId, job, needs),
        readBack: (given) => press.read(tenantId, given),
      },
      input,
      takeNow: (following) => gates.takeNow(following, tenantId),
    }),
  );
  await rest?.();
}

const workers = await openWorkers(queueAddress(config, databaseUrl), inTurn, { jobsInHand, onError: report });
let isBusy = false;
const ticking = setInterval(async () => {
  // One round at a time: while the database or the queue is unreachable, a round lasts until they are back.
  if (isBusy) return;
  isBusy = true;
  await cooldowns.refresh().catch((error: unknown) => report(error, 'cooldowns'));
  await doChores({ app }).catch((error: unknown) => report(error, 'chores'));
  isBusy = false;
}, everyMs);
// The parent process waits for this message.
process.send?.('ready');

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  clearInterval(ticking);
  gates.close();
  await workers.close();
  await lanes.close();
  await close();
  // An open channel would keep this process running while the parent waits for its end.
  if (process.connected) process.disconnect();
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
// The worker ends with the process that started it.
process.once('disconnect', () => void stop());
