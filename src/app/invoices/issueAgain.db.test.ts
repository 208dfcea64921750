import { afterAll, beforeAll, expect, it } from 'vitest';
import type { IssueIn } from '../../contract/invoices.ts';
import { allOf } from '../../domain/testing/builders.ts';
import {
  aChain,
  anOpenReceipt,
  aShopper,
  openTestApp,
  refusalOf,
  reopened,
  type TestApp,
} from '../../testing/builders/app.ts';
import { aReceipt } from '../../testing/builders/receipts.ts';
import type { ShopperContext } from '../context.ts';
import { issueInvoice } from './issue.ts';
import { listOwnInvoices } from './list.ts';

let test: TestApp;
let anna: ShopperContext;
beforeAll(async () => {
  test = await openTestApp();
  anna = await aShopper(await aChain(test.app, { slug: 'zielony' }));
});
afterAll(() => test.close());

const buyer = { kind: 'person', name: 'Anna Nowak' } as const;

function issue(ctx: ShopperContext, idempotencyKey: string, lines: IssueIn['lines'], given: IssueIn['buyer'] = buyer) {
  return issueInvoice({ ctx, input: { lines, buyer: given, idempotencyKey } });
}

async function invoicesOf(ctx: ShopperContext): Promise<number> {
  return (await listOwnInvoices({ ctx, input: { limit: '100' } })).items.length;
}

it('the same key and content return the first invoice again, and take nothing', async () => {
  const receipt = await anOpenReceipt(anna, aReceipt({ lines: [{ quantity: '3' }] }));
  const lines = [{ ...allOf(receipt)[0], quantity: '1' }] as IssueIn['lines'];
  const first = await issue(anna, 'again', lines);
  const again = await issue(anna, 'again', lines, { name: 'Anna Nowak', kind: 'person' });
  expect([first.repeated, again.repeated]).toEqual([false, true]);
  expect(again.invoice).toEqual(first.invoice);
  expect((await reopened(anna, receipt.id)).lines[0]?.remainingQuantity).toBe('2');
});

it('they do so even when nothing of the receipt is left', async () => {
  const receipt = await anOpenReceipt(anna, aReceipt());
  const first = await issue(anna, 'all of it', allOf(receipt));
  expect((await issue(anna, 'all of it', allOf(receipt))).invoice.number).toBe(first.invoice.number);
  expect((await refusalOf(issue(anna, 'another key', allOf(receipt)))).code).toBe('line.already_invoiced');
});

it('other content under the same key is refused', async () => {
  const receipt = await anOpenReceipt(anna, aReceipt({ lines: [{ quantity: '3' }, {}] }));
  const [line, other] = allOf(receipt);
  if (!line || !other) throw new Error('two lines went in');
  await issue(anna, 'reused', [{ ...line, quantity: '1' }]);
  const before = await invoicesOf(anna);
  const contents: [IssueIn['lines'], IssueIn['buyer']][] = [
    [[{ ...line, quantity: '2' }], buyer],
    [[other], buyer],
    [[{ ...line, quantity: '1' }], { kind: 'person', name: 'Anna Kowalska' }],
    [[{ ...line, quantity: '1' }, other], buyer],
  ];
  for (const [lines, given] of contents) {
    expect((await refusalOf(issue(anna, 'reused', lines, given))).code).toBe('idempotency.key_reused');
  }
  expect(await invoicesOf(anna)).toBe(before);
});

it('two equal requests at once give one invoice and return it twice', async () => {
  const receipt = await anOpenReceipt(anna, aReceipt());
  const answers = await Promise.all([1, 2, 3, 4, 5].map(() => issue(anna, 'at once', allOf(receipt))));
  expect(new Set(answers.map((answer) => answer.invoice.id)).size).toBe(1);
  expect(answers.filter((answer) => !answer.repeated)).toHaveLength(1);
});

it('two requests with one key and different receipts give one invoice and one refusal', async () => {
  const receipts = await Promise.all([1, 2, 3, 4].map(() => anOpenReceipt(anna, aReceipt())));
  const before = await invoicesOf(anna);
  const answers = await Promise.allSettled(receipts.map((receipt) => issue(anna, 'one key', allOf(receipt))));
  const refused = answers.filter((answer) => answer.status === 'rejected').map((answer) => answer.reason.code);
  expect(refused).toEqual(Array(3).fill('idempotency.key_reused'));
  expect(await invoicesOf(anna)).toBe(before + 1);
});

it('a key belongs to its shopper and its chain', async () => {
  const ewa = await aShopper(anna, 'ewa@shopper.example');
  const elsewhere = await aShopper(await aChain(test.app, { slug: 'elsewhere' }));
  const numbers: string[] = [];
  for (const ctx of [anna, ewa, elsewhere]) {
    const receipt = await anOpenReceipt(ctx, aReceipt());
    const { repeated, invoice } = await issue(ctx, 'everybody’s', allOf(receipt));
    expect(repeated).toBe(false);
    numbers.push(`${ctx.chain.slug} ${invoice.number}`);
  }
  expect(new Set(numbers).size).toBe(3);
});

it('a refused request stores no key: the key can be used once the reason is gone', async () => {
  const receipt = await anOpenReceipt(anna, aReceipt());
  const company = { kind: 'company', nip: '8567346215', name: 'Firma', address: 'ul. Długa 1' } as const;
  expect((await refusalOf(issue(anna, 'retried', allOf(receipt), company))).code).toBe('receipt.has_no_nip');
  expect((await issue(anna, 'retried', allOf(receipt))).repeated).toBe(false);
});
