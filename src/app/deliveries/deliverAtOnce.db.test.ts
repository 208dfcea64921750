import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { enqueue } from '../../db/outbox.ts';
import { allOf } from '../../domain/testing/builders.ts';
import { MailRefused } from '../../mail/send.ts';
import { openTemplateThreads } from '../../render/threads/threads.ts';
import { aChain, anOpenReceipt, aShopper, type OwnTestApp, openTestApp } from '../../testing/builders/app.ts';
import { issue } from '../../testing/builders/issuing.ts';
import { aReceipt } from '../../testing/builders/receipts.ts';
import type { ShopperContext } from '../context.ts';
import { jobs } from '../outbox/jobs.ts';
import type { WorkerApp } from '../workerContext.ts';

let test: OwnTestApp;
let anna: ShopperContext;
let places: number;
let taken: number;
const threads = openTemplateThreads({ size: 1 });
beforeAll(async () => {
  test = await openTestApp();
  anna = await aShopper(await aChain(test.app, { slug: 'zielony' }));
});
afterAll(async () => {
  await threads.close();
  await test.close();
});
beforeEach(async () => {
  await test.sql`delete from outbox`;
  for (const list of [test.mails, test.enqueued, test.reports]) list.length = 0;
  places = 1;
  taken = 0;
});

/** A worker whose print is this text. */
function worker(changes: Partial<WorkerApp> = {}, text = 'a print'): WorkerApp {
  return {
    ...test.app,
    renderTemplate: (input) => threads.render('chain', input),
    print: async () => Buffer.from(text),
    readBack: async () => [],
    ...changes,
  };
}

function takeNow(): (() => void) | undefined {
  if (taken === places) return undefined;
  taken += 1;
  return () => {
    taken -= 1;
  };
}

async function issued(): Promise<string> {
  const { id } = await issue(anna, allOf(await anOpenReceipt(anna, aReceipt())));
  test.enqueued.length = 0;
  return id;
}

const render = (id: string, app = worker()) =>
  jobs.render({ app, takeNow, input: { tenantId: anna.chain.id, subjectId: id } });
const entries = () => test.sql<{ task: string; seconds: number }[]>`
  select task, round(extract(epoch from due_at - now()))::int as seconds from outbox order by due_at`;
const deliveriesOf = (id: string) => test.sql<{ id: string; state: string; attempts: number; error: string | null }[]>`
  select id, state, attempts, last_error as error from deliveries where invoice_id = ${id} order by id`;
const ends = async (id: string) => (await deliveriesOf(id)).map(({ state, attempts }) => `${state} ${attempts}`);

it('without a free place the deliveries go to the queue, and nothing is sent', async () => {
  places = 0;
  const id = await issued();
  expect(await render(id)).toBeUndefined();
  expect(test.mails).toEqual([]);
  expect(await ends(id)).toEqual(['queued 0', 'queued 0']);
  expect((await entries()).map(({ task }) => task)).toEqual(['deliver', 'deliver']);
  expect(test.enqueued).toEqual([expect.objectContaining({ task: 'deliver' })]);
});

it('a delivery that has an entry of its own is left to that entry', async () => {
  const id = await issued();
  const [first] = await deliveriesOf(id);
  await test.app.db.withTenant({ role: 'worker', tenantId: anna.chain.id }, (tx) =>
    enqueue(tx, 'deliver', [first?.id ?? '']),
  );
  await (await render(id))?.();
  expect(await ends(id)).toEqual(['queued 0', 'sent 1']);
  expect(test.mails).toHaveLength(1);
});

it('of two workers that print one invoice only the one whose file is the document sends it', async () => {
  const id = await issued();
  const other = worker({
    async print() {
      await (await render(id))?.();
      places = 2;
      await test.sql`update deliveries set state = 'retrying' where invoice_id = ${id}`;
      return Buffer.from('another print');
    },
  });
  await (await render(id, other))?.();
  expect(test.mails.map(({ attachments: [file] }) => `${Buffer.from(file?.content ?? [])}`)).toEqual([
    'a print',
    'a print',
  ]);
  expect(await ends(id)).toEqual(['retrying 1', 'retrying 1']);
});

it('with a free place the deliveries are begun with the document, and sent after the commit', async () => {
  const id = await issued();
  const rest = await render(id);
  expect(await ends(id)).toEqual(['queued 1', 'queued 1']);
  expect(await entries()).toEqual([
    { task: 'deliver', seconds: 60 },
    { task: 'deliver', seconds: 60 },
  ]);
  expect([test.mails.length, taken]).toEqual([0, 1]);
  await rest?.();
  expect(await ends(id)).toEqual(['sent 1', 'sent 1']);
  expect(await entries()).toEqual([]);
  expect(new Set(test.mails.map((mail) => mail.id))).toEqual(new Set((await deliveriesOf(id)).map((row) => row.id)));
  expect([test.enqueued, test.reports, taken]).toEqual([[], [], 0]);
});

it('a mail that is not taken is tried again, one that is refused is final, and the other mail is sent once', async () => {
  for (const [error, state, due] of [
    [new TypeError('a bug'), 'retrying', [{ task: 'deliver', seconds: 2 }]],
    [new MailRefused(550), 'failed', []],
  ] as const) {
    const id = await issued();
    await test.sql`delete from outbox where task = 'deliver'`;
    const [first] = await deliveriesOf(id);
    const app = worker({
      sendMail: (mail) => (mail.id === first?.id ? Promise.reject(error) : test.app.sendMail(mail)),
    });
    await (await render(id, app))?.();
    expect(await ends(id)).toEqual([`${state} 1`, 'sent 1']);
    expect(await entries()).toEqual(due);
    expect(test.reports.splice(0)).toEqual([expect.stringContaining(`job deliver-${first?.id}`)]);
    expect(taken).toBe(0);
  }
});

it('a mail that takes long does not keep back the state of the other', async () => {
  const id = await issued();
  const [first] = await deliveriesOf(id);
  const release = Promise.withResolvers<void>();
  const app = worker({
    async sendMail(mail) {
      if (mail.id === first?.id) await release.promise;
      await test.app.sendMail(mail);
    },
  });
  const sending = (await render(id, app))?.();
  await expect.poll(() => ends(id), { timeout: 5_000 }).toEqual(['queued 1', 'sent 1']);
  release.resolve();
  await sending;
  expect(await ends(id)).toEqual(['sent 1', 'sent 1']);
});
