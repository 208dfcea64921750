import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KsefQueue } from '../../contract/ksef/submissions.ts';
import { insertKsefSubmission } from '../../db/invoices/ksefSubmissions.ts';
import { allOf } from '../../domain/testing/builders.ts';
import {
  aChain,
  aMember,
  anOpenReceipt,
  aShopper,
  type OwnTestApp,
  openTestApp,
  refusalOf,
} from '../../testing/builders/app.ts';
import { company, issue } from '../../testing/builders/issuing.ts';
import { aReceipt } from '../../testing/builders/receipts.ts';
import type { OfficeContext, ShopperContext } from '../context.ts';
import { listKsefSubmissions, sendToKsefAgain } from './queue.ts';

let test: OwnTestApp;
let anna: ShopperContext;
let admin: OfficeContext;
let stranger: OfficeContext;
const ids: string[] = [];
beforeAll(async () => {
  test = await openTestApp();
  const shop = await aChain(test.app, { slug: 'megadom' });
  [anna, admin] = await Promise.all([aShopper(shop), aMember(shop, { role: 'admin' })]);
  stranger = await aMember(await aChain(test.app, { slug: 'zielony' }), { role: 'admin' });
  for (let count = 0; count < 4; count += 1) ids.push(await submitted());
  const [, , rejected, failed] = ids;
  await test.sql`update ksef_submissions set state = 'rejected', code = 450, reason = 'Błąd weryfikacji semantyki'
    where invoice_id = ${rejected ?? ''}`;
  await test.sql`update ksef_submissions set state = 'failed', reason = 'unreachable' where invoice_id = ${failed ?? ''}`;
});
afterAll(() => test.close());

async function submitted(): Promise<string> {
  const receipt = await anOpenReceipt(anna, aReceipt({ buyerNip: company.nip, lines: [{ unitPrice: 51_299 }] }));
  const { id } = await issue(anna, allOf(receipt), company);
  const { shopper } = anna;
  await test.app.db.withTenant({ role: 'shopper', tenantId: anna.chain.id, shopperId: shopper.id }, (tx) =>
    insertKsefSubmission(tx, id),
  );
  return id;
}

const listed = async (queue: KsefQueue, ctx = admin) => (await listKsefSubmissions({ ctx, input: { queue } })).items;
const sending = async () =>
  (await test.sql<{ subject_id: string }[]>`select subject_id from outbox where task = 'ksef_send'`).map(
    (row) => row.subject_id,
  );

describe('the invoices without a number in KSeF', () => {
  it('of another chain are not listed, and cannot be sent again', async () => {
    expect(await listed('waiting', stranger)).toEqual([]);
    const again = sendToKsefAgain({ ctx: stranger, input: { id: ids[3] ?? '' } });
    expect((await refusalOf(again)).code).toBe('invoice.not_found');
    const wrong = listKsefSubmissions({ ctx: admin, input: { queue: 'waiting', cursor: 'x' } });
    expect((await refusalOf(wrong)).code).toBe('cursor.invalid');
  });

  it('are those that wait, oldest first, and those that stopped, newest first, with the reason', async () => {
    expect((await listed('waiting')).map(({ invoice }) => invoice.id)).toEqual(ids.slice(0, 2));
    expect(await listed('stopped')).toMatchObject([
      { invoice: { id: ids[3], gross: 51_299 }, buyer: company.name, state: 'failed', reason: 'unreachable' },
      { invoice: { id: ids[2] }, state: 'rejected', reason: 'Błąd weryfikacji semantyki' },
    ]);
  });

  it('come in pages that leave nothing out', async () => {
    for (let count = 0; count < 25; count += 1) ids.push(await submitted());
    const first = await listKsefSubmissions({ ctx: admin, input: { queue: 'waiting' } });
    const cursor = first.next ?? '';
    const second = await listKsefSubmissions({ ctx: admin, input: { queue: 'waiting', cursor } });
    const seen = [...first.items, ...second.items].map(({ invoice }) => invoice.id);
    expect([first.items.length, second.next]).toEqual([25, undefined]);
    expect(seen).toEqual([...ids.slice(0, 2), ...ids.slice(4)]);
  });

  it('are sent again only when their attempts are used up', async () => {
    for (const id of ids.slice(0, 4)) await sendToKsefAgain({ ctx: admin, input: { id } });
    expect(await sending()).toEqual([ids[3]]);
  });
});
