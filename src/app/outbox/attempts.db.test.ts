import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { allOf } from '../../domain/testing/builders.ts';
import { aChain, aMember, anOpenReceipt, aShopper, type OwnTestApp, openTestApp } from '../../testing/builders/app.ts';
import { issue } from '../../testing/builders/issuing.ts';
import { aReceipt } from '../../testing/builders/receipts.ts';
import type { SiteContext } from '../context.ts';
import { deliverJob } from '../deliveries/deliver.ts';
import { renderJob } from '../invoices/render.ts';
import { getTemplate } from '../templates/get.ts';
import { previewState, startPreview } from '../templates/preview.ts';
import { previewJob } from '../templates/renderPreview.ts';
import type { WorkerApp } from '../workerContext.ts';
import { jobs } from './jobs.ts';

let test: OwnTestApp;
let site: SiteContext;
let calls: string[];
let chains = 0;
beforeAll(async () => {
  test = await openTestApp();
});
afterAll(() => test.close());
beforeEach(async () => {
  chains += 1;
  calls = [];
  site = await aChain(test.app, { slug: `chain-${chains}` });
});

/** A worker that ends in the middle of every job; the database sees the beginning only. */
function crashingWorker(): WorkerApp {
  const crash = (what: string) => () => {
    calls.push(what);
    return new Promise<never>(() => {});
  };
  const app = { ...test.app, documents: { ...test.app.documents, get: crash('get') }, sendMail: crash('send') };
  return { ...app, renderTemplate: crash('render'), print: crash('print'), readBack: crash('read') };
}

const jobOf = (subjectId: string) => ({ app: crashingWorker(), input: { tenantId: site.chain.id, subjectId } });

/** Runs the job until the job gives up; throws when it never does. Returns the number of attempts. */
async function runUntilDone(job: () => Promise<unknown>): Promise<number> {
  for (let begun = 0; begun < 20; begun += 1) {
    const before = calls.length;
    const givenUp = await Promise.race([job().then(() => true), until(() => calls.length > before)]);
    if (givenUp) return begun;
    await test.sql`update outbox set due_at = now()`;
  }
  throw new Error('the job is begun for ever');
}

async function until(is: () => boolean): Promise<false> {
  while (!is()) await new Promise(setImmediate);
  return false;
}

const entryOf = (id: string) => test.sql`select 1 from outbox where subject_id = ${id}`;

it('a document whose worker crashes each time is failed after five attempts', async () => {
  const { id } = await issue(await aShopper(site), allOf(await anOpenReceipt(site, aReceipt())));
  expect(await runUntilDone(() => jobs.render(jobOf(id)))).toBe(renderJob.mostAttempts);
  expect(await test.sql`select state from documents where invoice_id = ${id}`).toMatchObject([{ state: 'failed' }]);
  expect(await entryOf(id)).toHaveLength(0);
});

it('a delivery whose worker crashes each time is failed after nine attempts, and its mail is not sent again', async () => {
  const invoice = await issue(await aShopper(site), allOf(await anOpenReceipt(site, aReceipt())));
  await test.sql`update documents set state = 'ready', sha256 = sha256('x'), storage_key = 'x', byte_size = 1
    where invoice_id = ${invoice.id}`;
  const [row] = await test.sql<{ id: string }[]>`select id from deliveries where invoice_id = ${invoice.id} limit 1`;
  const id = row?.id ?? '';
  await test.sql`insert into outbox (tenant_id, task, subject_id) values (${site.chain.id}, 'deliver', ${id})`;
  expect(await runUntilDone(() => jobs.deliver(jobOf(id)))).toBe(deliverJob.mostAttempts);
  expect(await test.sql`select state, last_error from deliveries where id = ${id}`).toEqual([
    { state: 'failed', last_error: 'attempts used up' },
  ]);
  expect(await entryOf(id)).toHaveLength(0);
});

it('a preview whose worker crashes is tried once more, then failed with a template error', async () => {
  const ctx = await aMember(site, { role: 'admin' });
  const { source } = await getTemplate({ ctx, input: { kind: 'invoice' } });
  const { id } = await startPreview({ ctx, input: { kind: 'invoice', source } });
  expect(await runUntilDone(() => jobs.preview(jobOf(id)))).toBe(previewJob.mostAttempts);
  expect(await previewState({ ctx, input: { id } })).toMatchObject({
    state: 'failed',
    errors: [{ code: 'template.too_slow' }],
  });
  expect(await entryOf(id)).toHaveLength(0);
});

it('during an attempt the sweeper skips its entry', async () => {
  const ctx = await aMember(site, { role: 'admin' });
  const { source } = await getTemplate({ ctx, input: { kind: 'invoice' } });
  const { id } = await startPreview({ ctx, input: { kind: 'invoice', source } });
  void jobs.preview(jobOf(id));
  await until(() => calls.length > 0);
  expect(await test.sql`select 1 from outbox where subject_id = ${id} and due_at < now()`).toHaveLength(0);
});
