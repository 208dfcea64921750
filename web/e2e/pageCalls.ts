import type { Page } from 'playwright-core';
import type { InvoiceOut, IssueIn } from '../../src/contract/invoices.ts';
import type { FindReceipt, FoundReceipt } from '../../src/contract/receipts.ts';
import { until } from '../../src/testing/until.ts';
import { mailTo } from './support.ts';

type Call = { method?: string; body?: unknown; headers?: Record<string, string> };

/**
 * Calls the API from the open page, with the page's cookies and Origin. A refusal throws an Error with the reply's
 * text.
 */
export async function callFrom<Answer>(page: Page, path: string, call: Call = {}): Promise<Answer> {
  const { status, text } = await page.evaluate(
    async ({ path, method = 'GET', body, headers = {} }) => {
      const json = body === undefined ? {} : { body: JSON.stringify(body) };
      const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
      const answer = await fetch(`/api/v1${path}`, { method, headers: { ...type, ...headers }, ...json });
      return { status: answer.status, text: await answer.text() };
    },
    { path, ...call },
  );
  if (status >= 400) throw new Error(`${path} answered ${status} ${text}`);
  return JSON.parse(text) as Answer;
}

/** Fetches bytes from the open page. */
export async function bytesFrom(page: Page, address: string): Promise<Buffer> {
  const bytes = await page.evaluate(
    async (url) => [...new Uint8Array(await (await fetch(url)).arrayBuffer())],
    address,
  );
  return Buffer.from(bytes);
}

/** Signs a shopper in to the chain of the open page with a mailed code, like the sign-in page. */
export async function signInShopper(page: Page, email: string): Promise<void> {
  await callFrom(page, '/auth/code', { method: 'POST', body: { email } });
  const code = /\d{6}/.exec((await mailTo(email, /\d{6}/)).subject)?.[0];
  await callFrom(page, '/auth/session', { method: 'POST', body: { email, code } });
}

/** Issues an invoice for everything on a receipt, as the shopper who is signed in on this page. */
export async function issueAll(page: Page, find: FindReceipt, buyer: IssueIn['buyer']): Promise<InvoiceOut> {
  const receipt = await callFrom<FoundReceipt>(page, '/receipts/find', { method: 'POST', body: find });
  const lines = receipt.lines.map(({ id, remainingQuantity }) => ({
    receiptId: receipt.id,
    lineId: id,
    quantity: remainingQuantity,
  }));
  const headers = { 'idempotency-key': crypto.randomUUID() };
  return callFrom(page, '/invoices', { method: 'POST', body: { lines, buyer }, headers });
}

/** Waits for the document of an invoice and returns its bytes. */
export async function documentOf(page: Page, id: string): Promise<Buffer> {
  const isReady = async () => (await callFrom<InvoiceOut>(page, `/invoices/${id}`)).document.state === 'ready';
  await until(isReady, { why: () => `no document of ${id}` });
  return bytesFrom(page, `/api/v1/invoices/${id}/pdf`);
}
