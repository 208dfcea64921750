import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { partsOf, printedLine } from '../../../web/src/lib/shopper/printedLine.ts';
import { openChromium } from '../../../worker/chromium/chromium.ts';
import { type Lanes, openLanes } from '../../../worker/lanes/lanes.ts';
import type { Layout } from '../../app/layouts/layouts.ts';
import { invoicePdf } from '../../app/layouts/pdf.ts';
import type { WorkerApp } from '../../app/workerContext.ts';
import { poland } from '../../domain/countries/pl/poland.ts';
import { formatAmount } from '../../domain/format.ts';
import type { Invoice } from '../../domain/invoices/invoice.ts';
import { selectionTotals } from '../../domain/invoices/selection.ts';
import { minor } from '../../domain/money/money.ts';
import { checkReceipt } from '../../domain/receipts/checkReceipt.ts';
import { paymentsFor } from '../../domain/receipts/paymentsFor.ts';
import type { PushedReceipt } from '../../domain/receipts/pushedReceipt.ts';
import type { Receipt } from '../../domain/receipts/receipt.ts';
import { pushedReceipts } from '../../domain/testing/arbitraries.ts';
import { allOf } from '../../domain/testing/builders.ts';
import { readThemeFolder } from '../../render/themeFolder.ts';
import { mailView } from '../../render/view/mailView.ts';
import { testChromium } from '../../testing/browser/printer.ts';
import { readPdf } from '../../testing/browser/readPdf.ts';
import { anInvoice } from '../../testing/builders/invoices.ts';
import { inParallel } from '../../testing/inParallel.ts';
import { paperAmounts } from '../../testing/receipts/paperAmounts.ts';

const count = 1_000;

const { theme, invoice: source } = await readThemeFolder('zielony');
const layout: Layout = {
  as: 'issued',
  template: { id: 'layout', source },
  theme: { id: 'theme', source: JSON.stringify(theme) },
};

let lanes: Lanes;
let app: WorkerApp;
beforeAll(async () => {
  lanes = openLanes(await openChromium({ ...testChromium(), onNotice: () => {} }));
  const { render, print } = lanes.documents;
  const press: Pick<WorkerApp, 'renderTemplate' | 'print'> = {
    renderTemplate: (input) => render('chain', input),
    print: (job, needs) => print('chain', job, needs),
  };
  app = press as WorkerApp;
});
afterAll(() => lanes.close());

const money = (amount: number) => formatAmount(minor(amount), 'pl');
const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const none = (amount: number) => (amount > 0 ? money(amount) : '');

/** The receipt as the shop stores it. */
function stored(pushed: PushedReceipt): Receipt {
  const checked = checkReceipt(pushed, poland);
  if (!checked.ok) throw new Error(JSON.stringify(checked.errors));
  return {
    id: 'receipt-1',
    lines: checked.lines.map((line, index) => ({
      ...line,
      name: `Towar ${index + 1}`,
      id: `line-${index}`,
      remainingQuantity: line.quantity,
      remainingGross: line.gross,
    })),
    deposits: (pushed.deposits ?? []).map((one) => ({ ...one, unitPrice: minor(one.unitPrice) })),
    depositsTaken: false,
    payments: pushed.payments.map(({ method, amount }) => ({
      method: poland.paymentMethod(method),
      amount: minor(amount),
    })),
    total: minor(pushed.total),
    saleDate: '2026-11-24',
  };
}

function invoiceFor(receipt: Receipt): Invoice {
  const totals = selectionTotals([receipt], allOf(receipt), poland);
  return anInvoice({ ...totals, payments: paymentsFor(receipt, totals.due) });
}

async function printedText(invoice: Invoice): Promise<string> {
  const pdf = await invoicePdf({ app, tenantId: 'chain', invoice, language: 'pl', ...layout });
  return (await readPdf(pdf)).pages.join(' ').replaceAll(/\s+/g, ' ');
}

it('the paper, the screen, the mail and the PDF of 1,000 random receipts have the same amounts', async () => {
  const receipts = fc.sample(pushedReceipts, { numRuns: count, seed: 20_261_124 });
  const kinds = { own: 0, onReceipt: 0, deposits: 0, printed: 0 };
  await inParallel(receipts, 4, async (pushed) => {
    const paper = paperAmounts(pushed);
    const receipt = stored(pushed);
    // The page shows what find sends, and these are the receipt's own lines.
    const shown = receipt.lines.map((line) => printedLine({ ...line, rate: { letter: line.letter, percent: 23 } }));
    expect(
      shown.map(({ price, discount, result }) => ({
        price: plain(money(price)),
        discount: plain(none(discount)),
        result: plain(money(result)),
      })),
    ).toEqual(paper.lines);
    expect(plain(money(receipt.total))).toBe(paper.total);
    if (allOf(receipt).length === 0) return;

    const invoice = invoiceFor(receipt);
    const { goods, receiptDiscounts } = partsOf(invoice);
    expect(receiptDiscounts).toBe((pushed.discounts ?? []).reduce((sum, { amount }) => sum + amount, 0));
    expect(plain(money(goods - receiptDiscounts))).toBe(paper.total);
    expect(plain(money(invoice.due))).toBe(paper.paid);
    expect(invoice.payments.reduce((sum, { amount }) => sum + amount, 0)).toBe(invoice.due);

    const mail = mailView(invoice, { language: 'pl', theme });
    expect(plain(mail.paid)).toBe(`${paper.paid} zł`);
    expect(mail.lines.map(({ gross }) => gross)).toEqual(invoice.lines.slice(0, 12).map(({ gross }) => money(gross)));

    const text = await printedText(invoice);
    let at = 0;
    for (const line of invoice.lines) {
      const own = line.discount - line.receiptDiscount;
      const discounts =
        own > 0 && line.receiptDiscount > 0 ? [line.discount, own, line.receiptDiscount] : [line.discount];
      for (const amount of [...discounts.filter((one) => one > 0), line.unitPrice, line.gross]) {
        at = text.indexOf(plain(money(amount)), at);
        expect(at, `${money(amount)} in ${text}`).toBeGreaterThan(0);
      }
      kinds.own += Number(own > 0);
      kinds.onReceipt += Number(line.receiptDiscount > 0);
    }
    for (const { net, vat, gross } of [...invoice.rates, invoice.totals])
      for (const amount of [net, vat, gross]) expect(text).toContain(plain(money(amount)));
    expect(text).toContain(`Zapłacono ${paper.paid} zł`);
    expect(text).toContain('Do zapłaty 0,00 zł');
    kinds.deposits += Number(invoice.deposits.length > 0);
    kinds.printed += 1;
  });
  for (const [kind, seen] of Object.entries(kinds)) expect(seen, kind).toBeGreaterThan(count / 4);
});
