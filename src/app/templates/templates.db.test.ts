import type postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TemplateError, TemplateKind } from '../../contract/templates.ts';

import { isPermissionDenied } from '../../db/errors.ts';
import { complete, nextDue } from '../../db/outbox.ts';

import { finishPreview, publishedTemplates } from '../../db/templates.ts';
import type { TenantTx } from '../../db/tenancy.ts';
import { allOf } from '../../domain/testing/builders.ts';
import type { Due } from '../../jobs/queue.ts';
import { templateError } from '../../render/source/templateErrors.ts';
import {
  aChain,
  aMember,
  anOpenReceipt,
  aShopper,
  type OwnTestApp,
  openTestApp,
  refusalOf,
} from '../../testing/builders/app.ts';
import { aReceipt } from '../../testing/builders/receipts.ts';
import type { OfficeContext } from '../context.ts';
import { issueInvoice } from '../invoices/issue.ts';
import { themeById } from '../layouts/theme.ts';
import { readerOf } from '../reader.ts';
import { getTemplate } from './get.ts';
import { previewFile, previewState, startPreview } from './preview.ts';
import { publishTemplate, rollBackTemplate } from './publish.ts';
import { saveDraft } from './saveDraft.ts';

let test: OwnTestApp;
let sql: postgres.Sql;
let chains = 0;
let admin: OfficeContext;
beforeAll(async () => {
  test = await openTestApp();
  sql = test.sql;
});
afterAll(() => test.close());
beforeEach(async () => {
  chains += 1;
  proof = { content: new TextEncoder().encode('%PDF') };
  const app = { ...test.app, enqueue: prove };
  admin = await aMember(await aChain(app, { slug: `chain-${chains}` }), { role: 'admin' });
});

/** The worker's result for a sample; undefined while no worker runs. */
let proof: { content: Uint8Array } | { errors: TemplateError[] } | undefined;

async function prove(due: readonly Due[]): Promise<void> {
  await test.app.enqueue(due);
  for (const { task, tenantId, subjectId } of due) {
    const made = proof;
    if (task !== 'preview' || !made) continue;
    const next = await test.app.db.withTenant({ role: 'worker', tenantId }, async (tx) => {
      await finishPreview(tx, subjectId, made);
      await complete(tx, task, [subjectId]);
      return nextDue(tx, task);
    });
    await prove(next);
  }
}

const tooSlow = [templateError('template.too_slow', { line: 3, column: 7 }, { reason: 'print' })];
const get = (kind: TemplateKind, ctx = admin) => getTemplate({ ctx, input: { kind } });
const save = (source: string, revision: number, ctx = admin) => {
  return saveDraft({ ctx, input: { kind: 'invoice', source, revision } });
};
const publish = (revision: number) => publishTemplate({ ctx: admin, input: { kind: 'invoice', revision } });
const rollBack = (version: number) => rollBackTemplate({ ctx: admin, input: { kind: 'invoice', version } });
const asAdmin = <T>(work: (tx: TenantTx) => Promise<T>) => admin.app.db.withTenant(readerOf(admin), work);

/** Saves a source that differs from every other and publishes it. */
async function publishAnother(): Promise<{ version: number; source: string }> {
  const { source, revision } = await get('invoice');
  const other = `${source}\n`;
  const saved = await save(other, revision);
  return { ...(await publish(saved.revision)), source: other };
}

describe('a draft', () => {
  it('is stored with its errors and their places, and does not change the published source', async () => {
    const before = await get('invoice');
    expect(before).toMatchObject({ draft: false, revision: 0, publishedVersion: 1, errors: [] });
    const broken = `${before.source}\n{{unknown.field}}`;
    const saved = await save(broken, 0);
    expect(saved).toMatchObject({
      revision: 1,
      errors: [{ line: broken.split('\n').length, column: expect.any(Number) }],
    });
    expect(await get('invoice')).toMatchObject({
      source: broken,
      draft: true,
      revision: 1,
      publishedVersion: 1,
      errors: saved.errors,
    });
    expect(await refusalOf(publish(1))).toMatchObject({ code: 'template.invalid', params: { errors: saved.errors } });
    expect((await get('invoice')).versions).toHaveLength(1);
  });

  it('is not overwritten by somebody who saw an older one', async () => {
    const { source } = await get('invoice');
    await save(`${source}\n`, 0);
    expect(await refusalOf(save(`${source}\n\n`, 0))).toMatchObject({
      code: 'template.stale',
      params: { revision: 1 },
    });
    expect((await refusalOf(publish(0))).code).toBe('template.stale');
    expect((await get('invoice')).source).toBe(`${source}\n`);
    expect((await save(`${source}\n\n`, 1)).revision).toBe(2);
  });

  it('of five simultaneous editors is stored for one', async () => {
    const { source } = await get('invoice');
    const saves = await Promise.allSettled([1, 2, 3, 4, 5].map((n) => save(source + '\n'.repeat(n), 0)));
    const refused = saves.flatMap((one) => (one.status === 'rejected' ? [one.reason.code as string] : []));
    expect(refused).toEqual(Array(4).fill('template.stale'));
    expect((await get('invoice')).revision).toBe(1);
  });
});

describe('publishing', () => {
  it('makes the draft the next version, with its editor as author, and ends the draft', async () => {
    const { version, source } = await publishAnother();
    expect(version).toBe(2);
    const now = await get('invoice');
    expect(now).toMatchObject({ source, draft: false, publishedVersion: 2 });
    expect(now.versions).toMatchObject([
      { version: 2, published: true, createdBy: admin.member.email },
      { version: 1, published: false },
    ]);
    expect((await get('email')).publishedVersion).toBe(1);
  });

  it('without a draft, or with the same text, adds no version', async () => {
    const { source } = await get('invoice');
    expect(await publish(0)).toEqual({ version: 1 });
    const { revision } = await save(source, 0);
    expect(await publish(revision)).toEqual({ version: 1 });
    expect((await get('invoice')).versions).toHaveLength(1);
  });

  it('twice at once adds one version', async () => {
    const { source } = await get('invoice');
    const { revision } = await save(`${source}\n`, 0);
    const both = await Promise.allSettled([publish(revision), publish(revision)]);
    expect(both.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    expect((await get('invoice')).versions).toHaveLength(2);
  });

  it('refuses an unreadable theme, and accepts a readable one', async () => {
    const { source } = await get('theme');
    const theme = JSON.parse(source);
    const pale = JSON.stringify({ ...theme, light: { ...theme.light, text: theme.light.surface } }, null, 2);
    const put = (text: string, revision: number) =>
      saveDraft({ ctx: admin, input: { kind: 'theme', source: text, revision } });
    const { errors } = await put(pale, 0);
    const line = pale.split('\n').findIndex((text) => text.includes('"text"')) + 1;
    expect(errors[0]).toMatchObject({ code: 'theme.contrast', params: { token: 'light.text' }, line });
    const refusal = await refusalOf(publishTemplate({ ctx: admin, input: { kind: 'theme', revision: 1 } }));
    expect(refusal.code).toBe('template.invalid');
    await put(JSON.stringify({ ...theme, radius: theme.radius + 1 }), 1);
    await publishTemplate({ ctx: admin, input: { kind: 'theme', revision: 2 } });
    const { theme: id } = await asAdmin(publishedTemplates);
    expect((await themeById({ ctx: admin, input: { id } })).radius).toBe(theme.radius + 1);
  });

  it('is refused when a sample cannot be rendered, and nothing is published', async () => {
    const { source } = await get('invoice');
    const { revision } = await save(`${source}\n`, 0);
    proof = { errors: tooSlow };
    expect(await refusalOf(publish(revision))).toMatchObject({ code: 'template.invalid', params: { errors: tooSlow } });
    expect(await get('invoice')).toMatchObject({ publishedVersion: 1, draft: true, revision });
    proof = { content: new TextEncoder().encode('%PDF') };
    expect(await publish(revision)).toEqual({ version: 2 });
  });

  it('does not publish what was saved while the samples were rendered', async () => {
    const { source } = await get('invoice');
    const { revision } = await save(`${source}\n`, 0);
    const slow = {
      ...admin,
      app: { ...admin.app, enqueue: (due: readonly Due[]) => save(`${source}\n\n`, revision).then(() => prove(due)) },
    };
    const refusal = await refusalOf(publishTemplate({ ctx: slow, input: { kind: 'invoice', revision } }));
    expect(refusal.code).toBe('template.stale');
    expect((await get('invoice')).publishedVersion).toBe(1);
  });
});

describe('rolling back', () => {
  it('puts an earlier version in force, keeps the later ones and the draft, and continues to count from the last', async () => {
    const { source: second } = await publishAnother();
    const draft = `${second}\n\n`;
    const { revision } = await save(draft, (await get('invoice')).revision);
    expect(await rollBack(1)).toEqual({ version: 1 });
    const now = await get('invoice');
    expect(now).toMatchObject({ publishedVersion: 1, source: draft, draft: true });
    expect(now.versions.map((row) => [row.version, row.published])).toEqual([
      [2, false],
      [1, true],
    ]);
    expect(await publish(revision)).toEqual({ version: 3 });
  });

  it('to a version that does not exist is refused', async () => {
    expect((await refusalOf(rollBack(2))).code).toBe('template.not_found');
    expect((await get('invoice')).publishedVersion).toBe(1);
  });
});

it('an invoice keeps the versions that it was issued with', async () => {
  const anna = await aShopper(admin);
  const first = await asAdmin(publishedTemplates);
  const issue = async () => {
    const lines = allOf(await anOpenReceipt(anna, aReceipt({ lines: 1 })));
    const buyer = { kind: 'person', name: 'Anna Nowak' } as const;
    return (await issueInvoice({ ctx: anna, input: { lines, buyer, idempotencyKey: crypto.randomUUID() } })).invoice.id;
  };
  const before = await issue();
  await publishAnother();
  const second = await asAdmin(publishedTemplates);
  const after = await issue();
  await rollBack(1);
  expect(second.invoice).not.toBe(first.invoice);
  const rows = await sql<{ id: string; template: string; email: string; theme: string }[]>`
    select id, invoice_template_id as template, email_template_id as email, theme_id as theme from invoices`;
  expect(new Map(rows.map((row) => [row.id, row.template]))).toEqual(
    new Map([
      [before, first.invoice],
      [after, second.invoice],
    ]),
  );
  for (const row of rows) expect([row.email, row.theme]).toEqual([first.email, first.theme]);
});

describe('previews', () => {
  it('are rows with an outbox entry, and ready or failed when the worker has written the result', async () => {
    const { source } = await get('invoice');
    const start = () => startPreview({ ctx: admin, input: { kind: 'invoice', source } });
    const worker = { role: 'worker', tenantId: admin.chain.id } as const;
    proof = undefined;
    test.enqueued.length = 0;
    const { id } = await start();
    expect(test.enqueued).toEqual([{ task: 'preview', tenantId: admin.chain.id, subjectId: id }]);
    expect(await admin.app.db.withTenant(worker, (tx) => nextDue(tx, 'preview'))).toEqual(test.enqueued);
    expect(await previewState({ ctx: admin, input: { id } })).toEqual({ id, state: 'queued', errors: [] });
    expect((await refusalOf(previewFile({ ctx: admin, input: { id } }))).code).toBe('document.not_ready');
    proof = { content: new TextEncoder().encode('%PDF') };
    const ready = await start();
    const { kind, bytes } = await previewFile({ ctx: admin, input: ready });
    expect([kind, new TextDecoder().decode(bytes)]).toEqual(['invoice', '%PDF']);
    proof = { errors: tooSlow };
    const failed = await start();
    expect(await previewState({ ctx: admin, input: failed })).toEqual({ ...failed, state: 'failed', errors: tooSlow });
    expect((await refusalOf(previewFile({ ctx: admin, input: failed }))).code).toBe('document.failed');
  });

  it('are deleted after an hour, when the next preview is inserted', async () => {
    const { source } = await get('invoice');
    const start = () => startPreview({ ctx: admin, input: { kind: 'invoice', source } });
    const [old, recent] = [await start(), await start()];
    await sql`update template_previews set created_at = created_at - interval '61 minutes' where id = ${old.id}`;
    expect((await previewState({ ctx: admin, input: old })).state).toBe('ready');
    await start();
    expect((await refusalOf(previewState({ ctx: admin, input: old }))).code).toBe('template.not_found');
    expect((await previewState({ ctx: admin, input: recent })).state).toBe('ready');
  });

  it('wait three at a time, so that one chain’s previews do not fill the queue', async () => {
    const { source } = await get('invoice');
    const start = (ctx = admin) => startPreview({ ctx, input: { kind: 'invoice', source } });
    proof = undefined;
    const started = await Promise.allSettled(Array.from({ length: 20 }, () => start()));
    expect(started.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    expect(await refusalOf(start())).toMatchObject({ code: 'rate.limited', params: { retryAfterSeconds: 2 } });
    await start(await aMember(await aChain(test.app, { slug: `neighbour-${chains}` }), { role: 'admin' }));
    await sql`update template_previews set state = 'failed' where tenant_id = ${admin.chain.id}`;
    await start();
  });

  it('of a source with errors are refused, and those of another chain are not found', async () => {
    const { source } = await get('invoice');
    const refusal = await refusalOf(
      startPreview({ ctx: admin, input: { kind: 'invoice', source: `${source}{{nothing}}` } }),
    );
    expect(refusal.code).toBe('template.invalid');
    const { id } = await startPreview({ ctx: admin, input: { kind: 'invoice', source } });
    const stranger = await aMember(await aChain(test.app, { slug: `stranger-${chains}` }), { role: 'admin' });
    expect((await refusalOf(previewState({ ctx: stranger, input: { id } }))).code).toBe('template.not_found');
    expect((await previewState({ ctx: admin, input: { id } })).state).toBe('ready');
  });
});

describe('staff, who have no route for this,', () => {
  it('are refused by the database as well', async () => {
    const clerk = await aMember(admin, { role: 'staff' });
    const { source } = await get('invoice');
    await expect(get('invoice', clerk)).rejects.toSatisfy(isPermissionDenied);
    await expect(save(source, 0, clerk)).rejects.toSatisfy(isPermissionDenied);
    await expect(publishTemplate({ ctx: clerk, input: { kind: 'invoice', revision: 0 } })).rejects.toSatisfy(
      isPermissionDenied,
    );
    await expect(rollBackTemplate({ ctx: clerk, input: { kind: 'invoice', version: 1 } })).rejects.toSatisfy(
      isPermissionDenied,
    );
    await expect(startPreview({ ctx: clerk, input: { kind: 'invoice', source } })).rejects.toSatisfy(
      isPermissionDenied,
    );
    expect(await get('invoice')).toMatchObject({ revision: 0, publishedVersion: 1 });
  });
});
