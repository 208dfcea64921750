import { beforeAll, expect, it } from 'vitest';
import type { InvoiceOut, PreviewOut } from '../../contract/invoices.ts';
import vectors from '../../domain/vectors.json' with { type: 'json' };
import { aReceipt } from '../../testing/builders/receipts.ts';
import { siteForTests } from '../../testing/network/siteForTests.ts';
import { aFoundReceipt, allLeft, aVisitor, jsonOf, push, signIn, type Visitor } from '../../testing/network/visitor.ts';

const { site, wire } = await siteForTests();
let anna: Visitor;
beforeAll(async () => {
  anna = aVisitor(wire, site.alfa);
  await signIn(anna, site.mailbox, 'anna@shopper.example');
});

type Selected = ReturnType<typeof allLeft>;

it.each(vectors.totals)('$id from the till to the invoice: $title', async ({ lines, rates, totals }) => {
  const letters = [...new Set(lines.map(({ percent }) => percent))];
  const letterOf = (percent: number | string) => 'ABCDEFG'.charAt(letters.indexOf(percent));
  const found = await aFoundReceipt(
    wire,
    site.alfa,
    aReceipt({
      rates: letters.map((percent) => ({ letter: letterOf(percent), percent: percent as number | 'exempt' })),
      lines: lines.map(({ percent, gross, ...line }) => ({
        unitPrice: gross,
        ...line,
        rate: letterOf(percent),
      })),
    }),
  );
  for (const money of await previewedAndIssued(allLeft(found))) {
    expect(money.totals).toEqual(totals);
    expect(money.rates).toEqual(expect.arrayContaining(rates));
    expect(money.rates).toHaveLength(rates.length);
  }
});

it.each(vectors.allocations)('$id at the till: $title', async ({ amount, weights, shares }) => {
  const found = await aFoundReceipt(wire, site.alfa, withVoucher(weights, amount));
  expect(found.lines.map((line) => line.discount)).toEqual(shares);
  expect(found.lines.map((line) => line.remainingGross)).toEqual(weights.map((gross, at) => gross - (shares[at] ?? 0)));
});

it('G6c from one receipt: lines 1 and 3 first, then the remaining lines', async () => {
  const [first, second, third] = allLeft(await aFoundReceipt(wire, site.alfa, withVoucher([4999, 2499, 1152], 533)));
  if (!first || !second || !third) throw new Error('three lines were pushed');
  for (const money of await previewedAndIssued([first, third]))
    expect(money.totals).toEqual({ net: 4693, vat: 1079, gross: 5772 });
  for (const money of await previewedAndIssued([second]))
    expect(money.totals).toEqual({ net: 1907, vat: 438, gross: 2345 });
});

it('G5 with its deposit: outside the rates, inside the amount due', async () => {
  const vector = vectors.totals.find(({ id }) => id === 'G5');
  const lines = vector?.lines.map(({ percent, ...line }) => ({ ...line, rate: percent === 23 ? 'A' : 'C' })) ?? [];
  const deposits = [{ name: 'Kaucja', quantity: '1', unitPrice: vector?.deposit ?? 0 }];
  const found = await aFoundReceipt(wire, site.alfa, aReceipt({ lines, deposits }));
  for (const money of await previewedAndIssued(allLeft(found)))
    expect([money.totals, money.deposits, money.due]).toEqual([vector?.totals, deposits, vector?.due]);
});

it.each(vectors.ties.grossByPercent[4])(
  'R1: half a grosz of VAT in %i at four percent is rounded up',
  async (gross) => {
    const rates = [{ letter: 'F', percent: 4 }];
    const found = await aFoundReceipt(wire, site.alfa, aReceipt({ rates, lines: [{ unitPrice: gross, rate: 'F' }] }));
    const vat = (gross * 4) / 104 + 0.5;
    for (const money of await previewedAndIssued(allLeft(found)))
      expect(money.rates).toEqual([{ percent: 4, net: gross - vat, vat, gross }]);
  },
);

it.each(vectors.deadlines)(
  '$id: a sale just after midnight belongs to its Warsaw day',
  async ({ sale, lastRequestDay }) => {
    const found = await aFoundReceipt(wire, site.alfa, aReceipt({ issuedAt: `${sale}T00:00:00+01:00` }));
    expect([found.saleDate, found.deadline]).toEqual([sale, lastRequestDay]);
  },
);

it.each(Object.entries(vectors.nip.cases))('N1: a NIP of %s in a receipt: %s', async (buyerNip, rightDigit) => {
  // KSeF's schema excludes this NIP, whatever its check digit.
  const right = rightDigit && buyerNip !== '0000000000';
  expect((await push(wire, site.alfa, aReceipt({ buyerNip }))).status).toBe(right ? 201 : 422);
});

it("an e-receipt of the ministry's structure is a receipt: padded names, the full table of letters, a deposit", async () => {
  const found = await aFoundReceipt(
    wire,
    site.alfa,
    aReceipt({
      till: { uniqueNumber: 'EAZ2202168920', number: 'Kasa 11' },
      receiptNumber: '137',
      rates: [
        { letter: 'A', percent: 23 },
        { letter: 'B', percent: 8 },
        { letter: 'C', percent: 5 },
        { letter: 'D', percent: 0 },
        { letter: 'E', percent: 'exempt' },
      ],
      lines: [
        { name: 'Wiertarka Wiertex mk5   A', quantity: '2', unitPrice: 34900, rate: 'A' },
        { name: 'Ksiazka Kucharska       C', quantity: '2', unitPrice: 3990, rate: 'C' },
        { name: 'Losos atl fil           C', quantity: '0.326', unitPrice: 7990, discount: 652, rate: 'C' },
      ],
      deposits: [{ name: 'But Plastik kaucja', quantity: '1', unitPrice: 50 }],
      payments: [{ method: 'DEBIT MASTERCARD', amount: 79783 }],
      total: 79733,
    }),
  );
  for (const money of await previewedAndIssued(allLeft(found))) {
    expect(money.rates).toEqual([
      { percent: 23, net: 56748, vat: 13052, gross: 69800 },
      { percent: 5, net: 9460, vat: 473, gross: 9933 },
    ]);
    expect(money.due).toBe(79783);
  }
});

function withVoucher(weights: readonly number[], amount: number) {
  return aReceipt({
    lines: weights.map((unitPrice) => ({ unitPrice })),
    discounts: [{ name: 'Bon', amount, rate: 'A' }],
  });
}

async function previewedAndIssued(lines: Selected): Promise<PreviewOut[]> {
  const buyer = { kind: 'person', name: 'Anna Nowak' };
  const preview = jsonOf<PreviewOut>(await anna.post('/invoices/preview', { lines }));
  const key = { 'idempotency-key': crypto.randomUUID() };
  return [preview, jsonOf<InvoiceOut>(await anna.post('/invoices', { lines, buyer }, key))];
}
