import { rm, writeFile } from 'node:fs/promises';
import type postgres from 'postgres';
import { afterEach, expect, it } from 'vitest';
import type { ShopperContext } from '../../app/context.ts';
import { allOf } from '../../domain/testing/builders.ts';
import { aChain, anOpenReceipt, aShopper } from '../builders/app.ts';
import { issue } from '../builders/issuing.ts';
import { aReceipt } from '../builders/receipts.ts';
import type { StoreName } from '../databases/queueStores.ts';
import { until } from '../until.ts';
import { causeRandomFailures, checkDocuments } from './randomFailures.ts';
import { openRecoveryWorld, type RecoveryWorld, sha256Of } from './recoveryWorld.ts';

/** RECOVERY_SEED repeats a run. */
const seed = Number(process.env.RECOVERY_SEED ?? Math.floor(Math.random() * 1e6));

/** Tests of recovery after failures. Each queue store has its own test file, so that both run side by side. */
export const recoveryCases = (storeName: StoreName) => {
  let world: RecoveryWorld | undefined;
  afterEach(async () => {
    await world?.close();
    world = undefined;
  });

  it(`every invoice gets one document and its mails after random failures (RECOVERY_SEED=${seed})`, async () => {
    world = await openRecoveryWorld(storeName);
    const { invoices, firstSeen, log } = await causeRandomFailures(world, seed);
    await world.drain();
    await checkDocuments(world, firstSeen);
    const message = log.join('\n');
    expect([...firstSeen.keys()].sort(), message).toEqual(invoices.sort());
    const documents = await world.documents();
    expect(
      documents.map(({ state }) => state),
      message,
    ).toEqual(invoices.map(() => 'ready'));
    const deliveries = await world.deliveries();
    expect(
      deliveries.map(({ state }) => state),
      message,
    ).toEqual(invoices.flatMap(() => ['sent', 'sent']));
    // A mail may arrive more than once, each time with the same Message-ID and the same attachment.
    for (const { id, invoice, recipient } of deliveries) {
      const copies = world.mailbox.to(recipient).filter(({ messageId }) => messageId.startsWith(`<${id}@`));
      expect(copies.length, message).toBeGreaterThan(0);
      const sums = copies.flatMap(({ attachments }) => attachments.map(sha256Of));
      expect([...new Set(sums)], message).toEqual([firstSeen.get(invoice)]);
    }
    const ids = new Set(deliveries.map(({ id }) => id));
    for (const { messageId } of world.mailbox.mails) expect(ids, message).toContain(messageId.slice(1).split('@')[0]);
  });

  it('the next worker repeats a killed worker’s print, even after PostgreSQL refused connections for a while', async () => {
    world = await openRecoveryWorld(storeName);
    const { issue, documents, refuseConnections, worker } = world;
    await worker();
    // With 1,000 lines, the print still runs when the worker is killed.
    const invoice = await issue(1_000);
    await until(async () => (await documents())[0]?.attempts === 1, { everyMs: 10 });
    await (await worker()).kill();
    expect(await documents()).toMatchObject([{ invoice, state: 'queued' }]);
    await worker();
    // PostgreSQL is unreachable for longer than the worker's interval between checks for stalled jobs.
    await refuseConnections(6_500);
    // advanceTime() is not called: the queue itself must detect the stalled job, without the sweeper.
    await until(async () => (await documents())[0]?.state === 'ready');
    expect(await documents()).toMatchObject([{ attempts: 2 }]);
  });

  it('malformed jobs and a layout that throws stop no other document, and the platform’s layout is used instead', async () => {
    world = await openRecoveryWorld(storeName);
    const { anna, issue, documents, deliveries, drain, sql, store, worker } = world;
    const first = await worker();
    for (const payload of [null, {}, 'text', { tenantId: anna.chain.id, subjectId: 'no id' }, { subjectId: {} }]) {
      for (const task of ['render', 'deliver', 'preview'] as const) await store.put(task, 'malformed', payload);
    }
    const layouts = () => sql<{ layout: string; problems: { layout: string; code: string }[] }[]>`
      select layout, layout_problems as problems from documents order by ready_at`;
    const repair = await publish(world, 'invoice', '{{#each lines}}{{nothingOfOurs this}}{{/each}}');
    const broken = await issue();
    const megadom = await aShopper(await aChain(world.app, { slug: 'megadom' }));
    const good = await issueFor(megadom);
    for (const id of [broken, good])
      await until(async () => (await documents()).some(({ invoice, state }) => invoice === id && state === 'ready'));
    const failed = { layout: 'issued', code: 'template.render_failed' };
    expect(await layouts()).toContainEqual({ layout: 'platform', problems: [expect.objectContaining(failed)] });
    expect(await layouts()).toContainEqual({ layout: 'issued', problems: [] });
    // The mail to the chain names the platform's layout; the shopper's mail does not.
    await until(
      () => world?.mailbox.mails.filter(({ text }) => /prostym układzie|plain layout/.test(text)).length === 1,
    );

    await repair();
    await issue();
    await drain();
    expect((await layouts()).at(-1)).toEqual({ layout: 'issued', problems: [] });
    expect((await deliveries()).map(({ state }) => state)).toEqual(Array(6).fill('sent'));
    expect((await worker()).pid).toBe(first.pid);
  });

  it('a preview fails with an error after the worker was killed during it twice', async () => {
    world = await openRecoveryWorld(storeName);
    const { anna, advanceTime, sql, store, worker } = world;
    const [made] = await sql<{ id: string }[]>`
      insert into template_previews (tenant_id, kind, source)
      values (${anna.chain.id}, 'invoice', ${endless}) returning id`;
    const id = made?.id ?? '';
    const preview = async () => (await sql`select state, attempts, errors from template_previews where id = ${id}`)[0];
    await sql`insert into outbox (tenant_id, task, subject_id) values (${anna.chain.id}, 'preview', ${id})`;
    for (const attempt of [1, 2]) {
      const running = await worker();
      await until(async () => (await preview())?.attempts === attempt);
      await running.kill();
      expect(await preview()).toMatchObject({ state: 'queued' });
      await store.empty();
      await advanceTime(3_600);
    }
    await worker();
    await until(async () => (await preview())?.state === 'failed');
    expect(await preview()).toMatchObject({ errors: [{ code: 'template.too_slow' }] });
    await world.drain();
  });

  it('another chain’s documents are made while a layout that never ends is printed', async () => {
    world = await openRecoveryWorld(storeName);
    const { issue, documents, worker } = world;
    await worker();
    await publish(world, 'invoice', endless);
    const hostile = await issue();
    await until(async () => (await documents()).some(({ invoice, attempts }) => invoice === hostile && attempts === 1));
    const megadom = await aShopper(await aChain(world.app, { slug: 'megadom' }));
    for (const _ of [1, 2]) {
      const good = await issueFor(megadom);
      await until(async () => (await documents()).some(({ invoice, state }) => invoice === good && state === 'ready'));
      const unfinished = { invoice: hostile, state: 'queued', attempts: 1 };
      expect(await documents()).toContainEqual(expect.objectContaining(unfinished));
    }
    // SIGTERM would wait for the end of the print, so the worker is killed.
    await (await worker()).kill();
  });

  it('after a bug the document is tried again at growing intervals, and is rendered once the bug is gone', async () => {
    world = await openRecoveryWorld(storeName);
    const { issue, documents, documentsFolder, advanceTime, drain, sql, worker } = world;
    await worker();
    // A file in place of the documents folder makes every attempt to store a document fail.
    await writeFile(documentsFolder, '');
    const delays = await recordDelays(sql);
    await issue();
    await until(async () => (await delays()).length > 0);
    await advanceTime(2);
    await until(async () => (await delays()).length > 1);
    expect((await documents())[0]?.state).toBe('queued');
    await rm(documentsFolder);
    await drain();
    expect((await delays()).slice(0, 2)).toEqual(['attempt 1: 2 s', 'attempt 2: 10 s']);
    const [made] = await documents();
    expect(made?.state).toBe('ready');
    // On a slow machine there are more than three attempts: one may begin before the file is removed.
    expect(made?.attempts).toBeGreaterThan(2);
  });
};

/** Part of a layout that keeps Chromium busy for minutes. */
const cone = 'repeating-conic-gradient(rgba(0,0,0,.01) 0 1deg, rgba(255,0,0,.01) 1deg 2deg)';
const endless = `<style>div { width: 180mm; height: 250mm; background: ${Array(1_500).fill(cone).join()} }</style><div>{{number}}</div>`;

/**
 * Records in the database by how many seconds each failed render is postponed; on a slow machine, a test that reads the outbox
 * row would miss changes. The returned function gives the records in order, without the 60 s that a running attempt is given.
 */
async function recordDelays(sql: postgres.Sql): Promise<() => Promise<string[]>> {
  await sql.unsafe(`
    create table noted (n int generated always as identity, seconds int, attempts int);
    create function note_render() returns trigger language plpgsql security definer as $$ begin
      insert into noted (seconds, attempts)
      select extract(epoch from new.due_at - now()), attempts from documents where invoice_id = new.subject_id;
      return null;
    end $$;
    create trigger note_render after update of due_at on outbox
      for each row when (new.task = 'render') execute function note_render()`);
  return async () => {
    const rows = await sql<{ note: string }[]>`
      select 'attempt ' || attempts || ': ' || seconds || ' s' as note from noted
      where seconds > 0 and seconds <> 60 order by n`;
    return rows.map(({ note }) => note);
  };
}

async function issueFor(ctx: ShopperContext): Promise<string> {
  return (await issue(ctx, allOf(await anOpenReceipt(ctx, aReceipt())))).id;
}

/** Makes a layout the published one without any check. The returned function restores the layout before it. */
async function publish({ anna, sql }: RecoveryWorld, kind: 'invoice', source: string): Promise<() => Promise<void>> {
  const tenant = anna.chain.id;
  const [before] = await sql<{ id: string }[]>`
    select published_id as id from templates where tenant_id = ${tenant} and kind = ${kind}`;
  const [made] = await sql<{ id: string }[]>`
    insert into template_versions (tenant_id, kind, version, source, created_by)
    values (${tenant}, ${kind}, 2, ${source}, 'test') returning id`;
  const putInForce = async (id = '') => {
    await sql`update templates set published_id = ${id} where tenant_id = ${tenant} and kind = ${kind}`;
  };
  await putInForce(made?.id);
  return () => putInForce(before?.id);
}
