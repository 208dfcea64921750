import { beforeAll, describe, expect, it } from 'vitest';
import { saveReceiptFormats } from '../../app/receiptFormats/settings.ts';
import type { ProblemDetails } from '../../contract/common.ts';
import type { FoundReceipt, ReceiptAccepted } from '../../contract/receipts.ts';
import { siteForTests } from '../../testing/network/siteForTests.ts';
import { aVisitor, jsonOf } from '../../testing/network/visitor.ts';
import { adminOf, aPoslog, ncrPoslog, poslogFormats, poslogLine, tender } from '../../testing/receipts/formats.ts';

const { site, wire } = await siteForTests();
beforeAll(async () => {
  await saveReceiptFormats({ ctx: adminOf(site, site.alfa), input: poslogFormats });
});

function send(body: string | Buffer, { type = 'application/xml', query = '', chain = site.alfa } = {}) {
  const headers = { host: chain.host, authorization: `Bearer ${chain.posKey}`, 'content-type': type };
  return wire.ask({ method: 'POST', path: `/api/v1/receipts/poslog${query}`, headers, body });
}

async function found(body: string, query = ''): Promise<FoundReceipt> {
  const answer = await send(body, { query });
  expect([answer.status, answer.body]).toEqual([201, expect.any(String)]);
  const { code } = jsonOf<ReceiptAccepted>(answer);
  return jsonOf(await aVisitor(wire, site.alfa).post('/receipts/find', { code }));
}

async function errorsOf(body: string | Buffer) {
  const answer = await send(body);
  const { code, errors } = jsonOf<ProblemDetails>(answer);
  return [answer.status, code, ...(errors ?? []).map((one) => one.code)];
}

describe('a POSLog', () => {
  it('is a receipt with the chain’s letters and unique numbers, in the chain’s time', async () => {
    const receipt = await found(aPoslog(), '?buyerNip=8567346215');
    expect(receipt).toMatchObject({
      store: { code: 'K01' },
      issuedAt: '2026-11-24T09:15:00.000Z',
      buyerNip: '8567346215',
      total: 5300,
      lines: [
        { name: 'Kubek & spodek', quantity: '2', unitPrice: 2650, gross: 5300, rate: { letter: 'A', percent: 23 } },
      ],
    });
  });

  it('sent again is known, and with another price a conflict', async () => {
    const poslog = aPoslog();
    const answers = [await send(poslog), await send(poslog), await send(poslog.replace('Kubek', 'Talerz'))];
    expect(answers.map(({ status }) => status)).toEqual([201, 200, 409]);
  });

  it('may discount a line, before or after its extended amount, and the whole receipt', async () => {
    const off = '<ExtendedDiscountAmount>3.00</ExtendedDiscountAmount>';
    const lines = poslogLine({ more: off }) + poslogLine({ more: off, extended: '50.00', group: '3' });
    const coupon = '<LineItem><Discount><Amount>10.00</Amount></Discount></LineItem>';
    const receipt = await found(aPoslog({ lines: lines + coupon, rest: tender(9000), total: '90.00' }));
    expect(receipt.lines.map((line) => line.gross)).toEqual([4500, 4500]);
  });

  it('has change, voided lines, weighed goods and deposits', async () => {
    const lines = [
      poslogLine({ quantity: '0.326', price: '79.90', extended: '26.05', group: '3' }),
      poslogLine().replace('<LineItem>', '<LineItem VoidFlag="true">'),
      '<LineItem><Sale ItemType="Deposit"><Description>Butelka</Description><RegularSalesUnitPrice>0.50</RegularSalesUnitPrice><Quantity>2</Quantity></Sale></LineItem>',
    ].join('');
    const rest = tender(5000, '<TenderChange><Amount>22.95</Amount></TenderChange>');
    const receipt = await found(aPoslog({ lines, rest, total: '27.05' }));
    expect(receipt).toMatchObject({
      total: 2605,
      lines: [{ quantity: '0.326', gross: 2605, unit: 'j.m.' }],
      deposits: [{ name: 'Butelka', quantity: '2', unitPrice: 50 }],
    });
  });
});

describe('a POSLog is refused', () => {
  it.each<[string, () => string, ...string[]]>([
    ['with prices without tax', () => aPoslog({ lines: poslogLine({ flag: 'false' }) }), 'poslog.tax_not_included'],
    [
      'that does not say whether prices hold tax',
      () => aPoslog({ lines: poslogLine({ flag: '' }) }),
      'poslog.tax_not_included',
    ],
    [
      'with a tax group without a rate',
      () => aPoslog({ lines: poslogLine({ group: '9' }) }),
      'poslog.tax_group_unknown',
    ],
    ['of a till without a unique number', () => aPoslog().replace('>34<', '>35<'), 'poslog.till_unknown'],
    ['of a return', () => aPoslog().replaceAll('Sale>', 'Return>').replace('<Sale ', '<Return '), 'poslog.return'],
    [
      'of two sales',
      () => aPoslog().replace(/(<RetailTransaction>.*<\/RetailTransaction>)/s, '$1$1'),
      'poslog.one_sale',
    ],
    ['of no sale', () => '<POSLog/>', 'poslog.one_sale'],
    ['without a total', () => aPoslog().replace('GrandAmount', 'TaxAmount'), 'poslog.missing'],
    ['with half a grosz', () => aPoslog({ lines: poslogLine({ price: '26.505' }) }), 'poslog.number'],
    ['with a quantity that is none', () => aPoslog({ lines: poslogLine({ quantity: '-2' }) }), 'poslog.number'],
    ['from America', ncrPoslog, 'poslog.till_unknown', 'poslog.tax_not_included', 'poslog.tax_group_unknown'],
  ])('%s', async (_, poslog, ...codes) => {
    expect(await errorsOf(poslog())).toEqual([422, 'receipt.unreadable', ...codes]);
  });

  it('whose sums do not add up, as a native receipt is', async () => {
    expect((await errorsOf(aPoslog({ total: '52.99' }))).slice(0, 2)).toEqual([422, 'receipt.arithmetic']);
    expect((await errorsOf(aPoslog({ lines: poslogLine({ extended: '52.00' }) }))).slice(0, 2)).toEqual([
      422,
      'receipt.arithmetic',
    ]);
  });

  const laughs = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('');
  it.each<[string, string | Buffer, string]>([
    ['with entities that grow', `<!DOCTYPE p [<!ENTITY l0 "ha">${laughs}]><POSLog>&l9;</POSLog>`, 'xml.doctype'],
    [
      'with an entity from a file',
      '<!DOCTYPE p [<!ENTITY f SYSTEM "file:///etc/passwd">]><POSLog>&f;</POSLog>',
      'xml.doctype',
    ],
    ['with an entity from the network', '<!DOCTYPE p SYSTEM "http://127.0.0.1/p.dtd"><POSLog/>', 'xml.doctype'],
    ['with an entity that nobody declared', '<POSLog>&file;</POSLog>', 'xml.invalid'],
    [
      'with a DOCTYPE in UTF-16',
      Buffer.from('\ufeff<!DOCTYPE p [<!ENTITY f "x">]><POSLog>&f;</POSLog>', 'utf16le'),
      'xml.invalid',
    ],
    ['with a DOCTYPE in UTF-7', '<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE p+AD4-<POSLog/>', 'xml.invalid'],
    ['in a hundred thousand elements within each other', `${'<a>'.repeat(1e5)}${'</a>'.repeat(1e5)}`, 'xml.invalid'],
    ['that is not closed', '<POSLog>', 'xml.invalid'],
    ['that is JSON', '{}', 'xml.invalid'],
    ['that is empty', ' ', 'xml.invalid'],
    ['that is no UTF-8', Buffer.from([0x3c, 0x61, 0xff, 0x3e]), 'xml.invalid'],
  ])('%s', async (_, body, code) => {
    expect(await errorsOf(body)).toEqual([422, 'receipt.unreadable', code]);
  });

  it('of five megabytes, before it is read', async () => {
    expect((await send('x'.repeat(5e6))).status).toBe(413);
  });

  it('as JSON, and a JPK as XML', async () => {
    expect((await send('{}', { type: 'application/json' })).status).toBe(415);
    const headers = { host: site.alfa.host, authorization: `Bearer ${site.alfa.posKey}`, 'content-type': 'text/xml' };
    const answer = await wire.ask({ method: 'POST', path: '/api/v1/receipts/jpk', headers, body: aPoslog() });
    expect(answer.status).toBe(415);
  });
});
