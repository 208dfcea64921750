import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { firstPlace, templateError } from '../../render/source/templateErrors.ts';
import { aChain, aMember, type OwnTestApp, openTestApp, refusalOf } from '../../testing/builders/app.ts';
import type { App, OfficeContext } from '../context.ts';
import { getTemplate } from './get.ts';
import { startPreview } from './preview.ts';
import { saveDraft } from './saveDraft.ts';

let test: OwnTestApp;
let admin: OfficeContext;
let neighbour: OfficeContext;
let checked: string[];
let chains = 0;
beforeAll(async () => {
  test = await openTestApp();
});
afterAll(() => test.close());
beforeEach(async () => {
  checked = [];
  const checkSource: App['checkSource'] = (chain, input) => {
    checked.push(input.source);
    return test.app.checkSource(chain, input);
  };
  [admin, neighbour] = await Promise.all([anAdmin(checkSource), anAdmin(checkSource)]);
});

async function anAdmin(checkSource: App['checkSource']): Promise<OfficeContext> {
  chains += 1;
  return aMember(await aChain({ ...test.app, checkSource }, { slug: `drafts-${chains}` }), { role: 'admin' });
}

const kind = 'invoice';
const get = (ctx: OfficeContext) => getTemplate({ ctx, input: { kind } });
const save = (ctx: OfficeContext, source: string, revision = 0) =>
  saveDraft({ ctx, input: { kind, source, revision } });
const draftOf = async ({ chain }: OfficeContext) =>
  test.sql`select draft_source, draft_revision, draft_errors from templates where tenant_id = ${chain.id} and kind = ${kind}`;

/** Makes the chain's checks exceed the limit. */
function tooSlow(ctx: OfficeContext): OfficeContext {
  const error = templateError('template.too_slow', firstPlace, { reason: 'check' });
  return { ...ctx, app: { ...ctx.app, checkSource: async () => [error] } };
}

describe('a draft', () => {
  it('is checked once, when it is saved: opening the editor shows the stored errors', async () => {
    const { errors } = await save(admin, '<p>{{unknown.field}}</p>');
    expect(errors).toContainEqual(expect.objectContaining({ code: 'field.unknown' }));
    expect(checked).toEqual(['<p>{{unknown.field}}</p>']);
    expect((await get(admin)).errors).toEqual(errors);
    expect(checked).toHaveLength(1);
  });

  it('of a template that cannot be checked within the limits is refused and not stored', async () => {
    const before = await draftOf(admin);
    const refusal = await refusalOf(save(tooSlow(admin), '{{hostile'));
    expect(refusal).toMatchObject({ code: 'template.invalid', params: { errors: [{ code: 'template.too_slow' }] } });
    expect(await draftOf(admin)).toEqual(before);
  });

  it('that was saved by a version without stored errors is checked when it is opened', async () => {
    await save(admin, '<p>{{unknown.field}}</p>');
    await test.sql`update templates set draft_errors = null where tenant_id = ${admin.chain.id}`;
    expect((await get(admin)).errors).toContainEqual(expect.objectContaining({ code: 'field.unknown' }));
    expect(checked).toHaveLength(2);
  });

  it('that is being checked holds no database connection: other chains work while a dozen checks wait', async () => {
    const held = Promise.withResolvers<never[]>();
    const waiting = { ...admin, app: { ...admin.app, checkSource: () => held.promise } };
    const saves = Array.from({ length: 12 }, () => save(waiting, '<p>x</p>').catch(() => undefined));
    const opens = Array.from({ length: 12 }, () => get(waiting));
    expect((await save(neighbour, '<p>x</p>')).revision).toBe(1);
    expect((await get(neighbour)).draft).toBe(true);
    held.resolve([]);
    await Promise.all([...saves, ...opens]);
  });
});

it('a preview of a template that cannot be checked within the limits is refused, and no work is due', async () => {
  const refusal = await refusalOf(startPreview({ ctx: tooSlow(admin), input: { kind, source: '{{hostile' } }));
  expect(refusal).toMatchObject({ code: 'template.invalid', params: { errors: [{ code: 'template.too_slow' }] } });
  expect(await test.sql`select 1 from template_previews where tenant_id = ${admin.chain.id}`).toHaveLength(0);
});
