import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allOf } from '../../domain/testing/builders.ts';
import { aChain, anOpenReceipt, aShopper, openTestApp, refusalOf, type TestApp } from '../../testing/builders/app.ts';
import { company, grossOf, issue, left, part, person } from '../../testing/builders/issuing.ts';
import { aReceipt, daysAgo } from '../../testing/builders/receipts.ts';
import type { ShopperContext } from '../context.ts';
import { previewInvoice } from './preview.ts';

let test: TestApp;
let anna: ShopperContext;
beforeAll(async () => {
  test = await openTestApp();
  anna = await aShopper(await aChain(test.app, { slug: 'zielony', stores: ['S1', 'S2'] }));
});
afterAll(() => test.close());

describe('who may be the buyer', () => {
  const large = { lines: [{ unitPrice: 60_000 }] };
  const small = { lines: [{ unitPrice: 45_000 }], buyerNip: company.nip, issuedAt: '2026-11-20T12:00:00Z' };

  it.each([
    ['a company, on a receipt without its NIP', large, company, 'receipt.has_no_nip', person],
    ['a person, on a receipt with a NIP', { ...large, buyerNip: company.nip }, person, 'receipt.nip_required', company],
    [
      'another company',
      { ...large, buyerNip: company.nip },
      { ...company, nip: '1111111111' },
      'receipt.nip_differs',
      company,
    ],
    [
      'a company whose NIP is none',
      { ...large, buyerNip: company.nip },
      { ...company, nip: '8567346216' },
      'buyer.nip_invalid',
      company,
    ],
  ] as const)('not %s', async (_, given, refused, code, allowed) => {
    const receipt = await anOpenReceipt(anna, aReceipt(given as object));
    expect((await refusalOf(issue(anna, allOf(receipt), refused))).code).toBe(code);
    expect(
      (await refusalOf(previewInvoice({ ctx: anna, input: { lines: allOf(receipt), buyer: refused } }))).code,
    ).toBe(code);
    expect(await left(anna, receipt)).toEqual(['1', 60_000]);
    expect((await issue(anna, allOf(receipt), allowed)).buyer).toEqual(allowed);
  });

  it('not where the receipt already is a simplified invoice: up to 450.00 zł with a NIP, in 2026', async () => {
    const settings = { lateRequests: 'allow', personAddress: 'required' } as const;
    const strict = await aShopper(await aChain(test.app, { slug: 'strict', settings }));
    const lenient = await aShopper(
      await aChain(test.app, { slug: 'lenient', settings: { ...settings, simplifiedInvoice: 'allow' } }),
    );
    const [blocked, above, twin] = await Promise.all([
      anOpenReceipt(strict, aReceipt(small)),
      anOpenReceipt(strict, aReceipt({ ...small, lines: [{ unitPrice: 45_001 }] })),
      anOpenReceipt(lenient, aReceipt(small)),
    ]);
    expect(await refusalOf(issue(strict, allOf(blocked), company))).toMatchObject({
      code: 'receipt.simplified_invoice',
      params: { limit: 45_000 },
    });
    expect(grossOf(await issue(strict, allOf(above), company))).toBe(45_001);
    expect(grossOf(await issue(lenient, allOf(twin), company))).toBe(45_000);
    const asked = await anOpenReceipt(strict, aReceipt(large));
    expect((await refusalOf(issue(strict, allOf(asked), person))).code).toBe('buyer.address_required');
    const address = 'ul. Długa 2, 00-001 Warszawa';
    expect((await issue(strict, allOf(asked), { ...person, address })).buyer).toEqual({ ...person, address });
  });

  it('nobody after three months from the end of the month, unless the chain allows late requests', async () => {
    const late = await anOpenReceipt(anna, aReceipt({ issuedAt: daysAgo(130) }));
    const refusal = await refusalOf(issue(anna, allOf(late)));
    expect(refusal).toMatchObject({
      code: 'receipt.too_late',
      params: { lastDay: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) },
    });
    const patient = await aShopper(await aChain(test.app, { slug: 'patient', settings: { lateRequests: 'allow' } }));
    const same = await anOpenReceipt(patient, aReceipt({ issuedAt: daysAgo(130) }));
    expect(grossOf(await issue(patient, allOf(same)))).toBe(same.total);
  });

  it('nobody before the day of the sale', async () => {
    const ahead = await anOpenReceipt(anna, aReceipt({ issuedAt: daysAgo(-2) }));
    expect((await refusalOf(issue(anna, allOf(ahead)))).code).toBe('receipt.dated_ahead');
    expect(await left(anna, ahead)).toEqual(['1', 1299]);
  });
});

describe('a missing receipt', () => {
  it('and a receipt of another chain give the same refusal', async () => {
    const elsewhere = await aShopper(await aChain(test.app, { slug: 'elsewhere' }));
    const theirs = await anOpenReceipt(elsewhere, aReceipt());
    const unknown = [{ receiptId: crypto.randomUUID(), lineId: crypto.randomUUID(), quantity: '1' }];
    const foreign = await refusalOf(issue(anna, allOf(theirs)));
    expect(foreign).toMatchObject({ code: 'receipt.not_found', fields: [{ pointer: '/lines/0/receiptId' }] });
    expect(foreign).toEqual(await refusalOf(issue(anna, unknown)));
    expect(foreign).toEqual(await refusalOf(previewInvoice({ ctx: anna, input: { lines: allOf(theirs) } })));
    expect(grossOf(await issue(elsewhere, allOf(theirs)))).toBe(theirs.total);
  });

  it('makes the whole selection fail', async () => {
    const receipt = await anOpenReceipt(anna, aReceipt());
    const unknown = { receiptId: crypto.randomUUID(), lineId: crypto.randomUUID(), quantity: '1' };
    const refusal = await refusalOf(issue(anna, [...allOf(receipt), unknown]));
    expect(refusal).toMatchObject({ code: 'receipt.not_found', fields: [{ pointer: '/lines/2/receiptId' }] });
    const wrongLine = await refusalOf(issue(anna, [{ ...part(receipt, 0, '1'), lineId: crypto.randomUUID() }]));
    expect(wrongLine.code).toBe('line.not_found');
    expect(await left(anna, receipt)).toEqual(['1', 1299]);
  });
});
