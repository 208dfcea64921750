import { request } from 'node:http';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CorrectionDraftOut } from '../../src/contract/corrections/corrections.ts';
import type { ReturnAccepted } from '../../src/contract/corrections/returns.ts';
import type { InvoiceOut } from '../../src/contract/invoices.ts';
import { openTestBrowser } from '../../src/testing/browser/browser.ts';
import { callFrom, documentOf, issueAll, signInShopper } from './pageCalls.ts';
import { printedText } from './printed.ts';
import { demoChain, expectAccessible, mailTo, openPage, signInOffice } from './support.ts';
import { pushReceipt } from './till.ts';

const chain = demoChain('zielony');
const buyer = { kind: 'person', name: 'Anna Nowak', address: 'ul. Długa 7, 31-147 Kraków' } as const;

let browser: Browser;
let office: Page;
beforeAll(async () => {
  browser = await openTestBrowser();
  office = await openPage(browser);
  await office.goto(`${chain.url}/office`);
  await signInOffice(office, chain.admin);
  await office.getByRole('heading', { level: 1, name: 'Faktury' }).waitFor();
});
afterAll(() => browser.close());

async function invoiced(email: string) {
  const receipt = await pushReceipt(chain, { lines: [{ name: 'Kubek', quantity: '3', unitPrice: 1299 }] });
  const page = await openPage(browser);
  await page.goto(chain.url);
  await signInShopper(page, email);
  const invoice = await issueAll(page, { code: receipt.code, total: 3897 }, buyer);
  return { receipt, page, invoice };
}

/** Confirms the correction of an invoice in the queue of the office. */
async function confirm(number: string): Promise<void> {
  await office.goto(`${chain.url}/office/corrections`);
  const card = office.getByRole('article').filter({ hasText: number });
  await card.getByRole('button', { name: 'Wystaw korektę' }).waitFor();
  await expectAccessible(office, 'queue of corrections');
  await card.getByRole('button', { name: 'Wystaw korektę' }).click();
  const dialog = office.getByRole('dialog');
  await dialog.getByText('nie można cofnąć').waitFor();
  await dialog.getByRole('button', { name: 'Wystaw korektę' }).click();
  await dialog.waitFor({ state: 'detached' });
}

function takeBack(receiptId: string): Promise<ReturnAccepted> {
  const body = {
    externalId: crypto.randomUUID(),
    returnedAt: new Date().toISOString(),
    lines: [{ position: 1, quantity: '1' }],
  };
  const { host, port } = new URL(chain.url);
  const headers = { host, authorization: `Bearer ${chain.posKey}`, 'content-type': 'application/json' };
  return new Promise((resolve, reject) => {
    const path = `/api/v1/receipts/${receiptId}/returns`;
    request({ host: '127.0.0.1', port, method: 'POST', path, headers }, (response) => {
      const parts: Buffer[] = [];
      response
        .on('data', (part: Buffer) => parts.push(part))
        .on('end', () => resolve(JSON.parse(Buffer.concat(parts).toString())));
    })
      .on('error', reject)
      .end(JSON.stringify(body));
  });
}

it('a return at the till becomes a draft, staff confirm, and the shopper opens the corrected PDF', async () => {
  const email = `zwrot-${Date.now()}@example.com`;
  const { receipt, page, invoice } = await invoiced(email);
  const { state, correctionId } = await takeBack(receipt.id);
  expect(state).toBe('correction_drafted');
  await confirm(invoice.number);
  await page.goto(`${chain.url}/invoices/${invoice.id}`);
  const corrected = await callFrom<InvoiceOut>(page, `/invoices/${correctionId}`);
  await page.getByRole('link', { name: corrected.number }).click();
  await page.waitForURL(`${chain.url}/invoices/${correctionId}`);
  await page.getByRole('heading', { name: 'Faktura korygująca gotowa' }).waitFor();
  await page.getByText('Do zwrotu').waitFor();
  await expectAccessible(page, 'correction');
  const text = await printedText(await documentOf(page, corrected.id));
  for (const words of ['Faktura korygująca', invoice.number, 'Zwrot towaru', '−12,99', '25,98'])
    expect(text.replace(/\s+/g, ' ')).toContain(words);
  expect((await mailTo(email, /Faktura korygująca/)).subject).toContain(corrected.number);
});

it('a shopper asks for another name, reads that the request waits, and gets the corrected PDF', async () => {
  const { page, invoice } = await invoiced(`nazwa-${Date.now()}@example.com`);
  await page.goto(`${chain.url}/invoices/${invoice.id}`);
  await page.getByRole('button', { name: 'Poproś o korektę' }).click();
  await expectAccessible(page, 'request for a correction');
  await page.getByLabel('Nazwa lub imię i nazwisko').fill('Poprawna Nazwa');
  await page.getByRole('button', { name: 'Wyślij', exact: true }).click();
  await page.getByText('Prośba czeka na decyzję sklepu').waitFor();
  const { items } = await callFrom<{ items: CorrectionDraftOut[] }>(page, `/invoices/${invoice.id}/corrections`);
  await confirm(invoice.number);
  const text = await printedText(await documentOf(page, items[0]?.id ?? ''));
  for (const words of ['Nabywca przed korektą', 'Anna Nowak', 'Poprawna Nazwa'])
    expect(text.replace(/\s+/g, ' ')).toContain(words);
});
