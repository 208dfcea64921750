import { beforeAll, describe, expect, it } from 'vitest';
import type { ProblemDetails } from '../../contract/common.ts';
import type { PreviewOut } from '../../contract/invoices.ts';
import type { FoundReceipt, ReceiptAccepted } from '../../contract/receipts.ts';
import { makeReceiptCode } from '../../domain/receipts/receiptCode.ts';
import { awayFromTheHour } from '../../testing/awayFromTheHour.ts';
import { aFullReceipt, aReceipt } from '../../testing/builders/receipts.ts';
import { siteForTests } from '../../testing/network/siteForTests.ts';
import { aFoundReceipt, allLeft, aVisitor, jsonOf, push, type Visitor } from '../../testing/network/visitor.ts';
import type { WireAnswer } from '../../testing/network/wire.ts';

const { site, wire } = await siteForTests();
let anybody: Visitor;
beforeAll(async () => {
  anybody = aVisitor(wire, site.alfa);
});

const statusAndCode = (answer: WireAnswer) => [answer.status, jsonOf<ProblemDetails>(answer).code];
const newCode = () => makeReceiptCode(crypto.getRandomValues(new Uint8Array(8)));

describe('a till', () => {
  it('pushes a receipt and gets its id, code and link; again, and gets the same', async () => {
    const receipt = aReceipt();
    const first = await push(wire, site.alfa, receipt);
    const again = await push(wire, site.alfa, receipt);
    const accepted = jsonOf<ReceiptAccepted>(first);
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(Object.keys(accepted).sort()).toEqual(['code', 'id', 'url']);
    expect(accepted.url).toBe(`${site.alfa.origin}/r/${accepted.code}`);
    expect(jsonOf(again)).toEqual(accepted);
  });

  it.each(['ZBN1901007833', 'K2', 'BDF/98-0471', 'kasa-12'])('numbered %s pushes a receipt', async (uniqueNumber) => {
    const answer = await push(wire, site.alfa, aReceipt({ till: { uniqueNumber } }));
    expect(answer.status).toBe(201);
  });

  it('that pushes other content for the same document learns which fields differ', async () => {
    const receipt = aReceipt();
    const { id } = jsonOf<ReceiptAccepted>(await push(wire, site.alfa, receipt));
    const [line, other] = aReceipt({ lines: [{ name: 'Inny' }, {}] }).lines;
    if (!line || !other) throw new Error('two lines were asked for');
    const answer = await push(wire, site.alfa, { ...receipt, receiptNumber: '9', lines: [line, other] });
    expect(statusAndCode(answer)).toEqual([409, 'receipt.conflict']);
    const { errors } = jsonOf<ProblemDetails>(answer);
    expect(errors?.map(({ pointer }) => pointer).sort()).toEqual(['/lines/0/name', '/receiptNumber']);
    expect(jsonOf(await push(wire, site.alfa, receipt))).toMatchObject({ id });
  });

  it('whose sums are wrong gets both amounts', async () => {
    const receipt = aReceipt({ lines: [{ quantity: '0.326', unitPrice: 7990, discount: 652 }] });
    const answer = await push(wire, site.alfa, { ...receipt, total: receipt.total + 1 });
    expect(statusAndCode(answer)).toEqual([422, 'receipt.arithmetic']);
    const { errors } = jsonOf<ProblemDetails>(answer);
    expect(errors?.map(({ pointer }) => pointer)).toContain('/total');
    expect(errors?.[0]?.detail).toContain('19,53');
  });
});

describe('finding', () => {
  it('returns what the contract lists: sold lines, store, what is left, possible buyers, and no person', async () => {
    const { code: _, ...pushed } = aFullReceipt();
    const found = await aFoundReceipt(wire, site.alfa, pushed);
    expect(found).toMatchObject({
      store: { code: 'S1' },
      total: 99_400,
      currency: 'PLN',
      buyerNip: '8567346215',
      deadline: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      eligibility: [
        { buyer: 'person', allowed: false, reason: 'receipt.nip_required' },
        { buyer: 'company', allowed: true },
      ],
      lines: [{ quantity: '2', remainingQuantity: '2', remainingGross: 99_400, rate: { letter: 'A', percent: 23 } }],
      deposits: [{ name: 'Butelka', quantity: '2', unitPrice: 50 }],
    });
  });

  it('answers the same for a wrong code, a code of another chain and no code at all, headers included', async () => {
    const foreign = jsonOf<ReceiptAccepted>(await push(wire, site.beta, aReceipt())).code;
    const legacy = aReceipt({ code: `2026-${Date.now()}` });
    await push(wire, site.alfa, legacy);
    const answers: WireAnswer[] = [];
    for (const code of [newCode(), foreign, 'nie', legacy.code])
      answers.push(await anybody.post('/receipts/find', { code }));
    const seen = answers.map(({ status, headers, body }) => {
      const { date: _, ...rest } = headers;
      return { status, rest, body: body.replace(/"requestId":"[^"]*"/, '') };
    });
    expect(seen[0]).toMatchObject({ status: 404, body: expect.stringContaining('"receipt.not_found"') });
    for (const one of seen) expect(one).toEqual(seen[0]);
    expect((await aVisitor(wire, site.beta).post('/receipts/find', { code: foreign })).status).toBe(200);
  });

  it('costs nothing when it hits; after 30 misses even a hit must wait, and the answer gives the time', async () => {
    await awayFromTheHour(site.sql);
    const visitor = aVisitor(wire, site.beta);
    const { code } = await aFoundReceipt(wire, site.beta);
    const find = (text: string) => visitor.post('/receipts/find', { code: text });
    for (let hit = 0; hit < 40; hit += 1) expect((await find(code)).status).toBe(200);
    for (let miss = 0; miss < 30; miss += 1) expect((await find(newCode())).status).toBe(404);
    for (const text of [newCode(), code]) {
      const answer = await find(text);
      expect(statusAndCode(answer)).toEqual([429, 'rate.limited']);
      expect(Number(answer.headers['retry-after'])).toSatisfy((seconds) => seconds > 0 && seconds <= 3600);
    }
    const elsewhere = await aFoundReceipt(wire, site.alfa);
    expect(elsewhere.lines).toHaveLength(2);
  });
});

describe('a preview', () => {
  const buyer = { kind: 'person', name: 'Anna Nowak' };
  const preview = (found: FoundReceipt, lines = allLeft(found)) => anybody.post('/invoices/preview', { lines, buyer });

  it('has the exact totals of the selected part, and takes nothing', async () => {
    const pushed = aReceipt({
      lines: [
        { quantity: '3', unitPrice: 1000 },
        { unitPrice: 800, rate: 'B' },
      ],
    });
    const found = await aFoundReceipt(wire, site.alfa, pushed);
    const [first, second] = allLeft(found);
    if (!first || !second) throw new Error('two lines were pushed');
    for (const _ of ['once', 'twice']) {
      const answer = await preview(found, [{ ...first, quantity: '2' }, second]);
      expect([answer.status, jsonOf<PreviewOut>(answer)]).toEqual([
        200,
        expect.objectContaining({
          rates: [
            { percent: 23, net: 1626, vat: 374, gross: 2000 },
            { percent: 8, net: 741, vat: 59, gross: 800 },
          ],
          totals: { net: 2367, vat: 433, gross: 2800 },
          due: 2800,
        }),
      ]);
    }
  });

  it("of more than is left, or of another chain's receipt, is refused", async () => {
    const found = await aFoundReceipt(wire, site.alfa);
    const tooMuch = allLeft(found).map((line) => ({ ...line, quantity: '2' }));
    expect(statusAndCode(await preview(found, tooMuch))).toEqual([422, 'line.quantity_invalid']);
    const foreign = aReceipt();
    const { id } = jsonOf<ReceiptAccepted>(await push(wire, site.beta, foreign));
    const lines = allLeft(found).map((line) => ({ ...line, receiptId: id }));
    expect(statusAndCode(await preview(found, lines))).toEqual([404, 'receipt.not_found']);
  });
});

it('no request caused an internal error', () => {
  expect(site.logs.filter((line) => JSON.parse(line).level >= 50)).toEqual([]);
});
