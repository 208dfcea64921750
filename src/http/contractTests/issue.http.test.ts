import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Page, ProblemDetails } from '../../contract/common.ts';
import type { DeliveryOut, InvoiceOut, InvoiceRow } from '../../contract/invoices.ts';
import type { Me } from '../../contract/sessions.ts';
import { postpone } from '../../db/outbox.ts';
import { aReceipt } from '../../testing/builders/receipts.ts';
import { finishDocument, finishXml } from '../../testing/network/siteChain.ts';
import { siteForTests } from '../../testing/network/siteForTests.ts';
import { aFoundReceipt, allLeft, aVisitor, jsonOf, signIn, type Visitor } from '../../testing/network/visitor.ts';
import { eventsOf, type WireAnswer } from '../../testing/network/wire.ts';

const email = 'anna@shopper.example';

const { site, wire } = await siteForTests();
let anna: Visitor;
beforeAll(async () => {
  anna = aVisitor(wire, site.alfa);
  expect((await signIn(anna, site.mailbox, email)).status).toBe(200);
});

const statusAndCode = (answer: WireAnswer) => [answer.status, jsonOf<ProblemDetails>(answer).code];

async function aRequest() {
  const lines = allLeft(await aFoundReceipt(wire, site.alfa));
  return { lines, buyer: { kind: 'person', name: 'Anna Nowak' } };
}

function issue(visitor: Visitor, body: unknown, key: string = crypto.randomUUID()): Promise<WireAnswer> {
  return visitor.post('/invoices', body, { 'idempotency-key': key });
}

async function issued(visitor: Visitor): Promise<InvoiceOut> {
  return jsonOf(await issue(visitor, await aRequest()));
}

describe('issuing', () => {
  it('returns the invoice with its number, money and pending document, and saves the buyer', async () => {
    const request = await aRequest();
    const answer = await issue(anna, request);
    const invoice = jsonOf<InvoiceOut>(answer);
    expect(answer.status).toBe(201);
    expect(invoice).toMatchObject({
      number: expect.stringMatching(/^FP\/S1\/\d{4}\/\d\d\/[1-9]\d*$/),
      status: 'issued',
      seller: { name: 'alfa sp. z o.o.', nip: '5265877635' },
      buyer: request.buyer,
      lines: request.lines,
      rates: [{ percent: 23, net: 2112, vat: 486, gross: 2598 }],
      totals: { net: 2112, vat: 486, gross: 2598 },
      deposits: [],
      due: 2598,
      document: { state: 'queued' },
      deliveries: [
        { kind: 'shopper_mail', to: email, state: 'queued' },
        { kind: 'chain_mail', to: site.alfa.copyEmail, state: 'queued' },
      ],
    });
    expect(jsonOf<InvoiceOut>(await anna.get(`/invoices/${invoice.id}`))).toEqual(invoice);
    expect(jsonOf<Me>(await anna.get('/me')).buyers).toMatchObject([request.buyer]);
  });

  it('without an Idempotency-Key is refused', async () => {
    const answer = await anna.post('/invoices', await aRequest());
    expect(statusAndCode(answer)).toEqual([400, 'idempotency.key_required']);
    expect(jsonOf<ProblemDetails>(answer).errors).toMatchObject([{ pointer: '/headers/idempotency-key' }]);
  });

  it('again with the same key returns the same invoice, and with another body under the key a refusal', async () => {
    const request = await aRequest();
    const first = await issue(anna, request, 'raz');
    const again = await issue(anna, request, 'raz');
    expect([again.status, jsonOf(again)]).toEqual([201, jsonOf(first)]);
    expect([first, again].map(({ headers }) => headers['idempotency-replayed'])).toEqual([undefined, 'true']);
    const other = { ...request, buyer: { kind: 'person', name: 'Ewa Nowak' } };
    expect(statusAndCode(await issue(anna, other, 'raz'))).toEqual([422, 'idempotency.key_reused']);
    expect(statusAndCode(await issue(anna, request))).toEqual([409, 'line.already_invoiced']);
  });

  it('from a page of another site is refused and changes nothing', async () => {
    const request = await aRequest();
    const key = { 'idempotency-key': crypto.randomUUID() };
    const answer = await anna.post('/invoices', request, { ...key, origin: site.beta.origin });
    expect(statusAndCode(answer)).toEqual([403, 'origin.refused']);
    expect((await anna.post('/invoices', request, key)).status).toBe(201);
  });
});

it('a shopper’s list shows her own invoices, newest first, each once, page after page', async () => {
  const ola = aVisitor(wire, site.alfa);
  await signIn(ola, site.mailbox, 'zoja@shopper.example');
  expect(jsonOf<Page<InvoiceRow>>(await ola.get('/invoices'))).toEqual({ items: [] });
  const ids: string[] = [];
  for (let count = 0; count < 5; count += 1) ids.unshift((await issued(ola)).id);
  await issued(anna);
  const pages: Page<InvoiceRow>[] = [];
  do {
    const next = pages.at(-1)?.next;
    pages.push(jsonOf(await ola.get(`/invoices?limit=2${next ? `&cursor=${encodeURIComponent(next)}` : ''}`)));
  } while (pages.at(-1)?.next);
  expect(pages.map(({ items }) => items.length)).toEqual([2, 2, 1]);
  expect(pages.flatMap(({ items }) => items.map(({ id }) => id))).toEqual(ids);
});

describe('the document', () => {
  it('is reported by a stream, which shows the state at once and ends when the PDF is ready', async () => {
    const { id } = await issued(anna);
    const response = await anna.open(`/invoices/${id}/events`);
    expect([response.statusCode, response.headers['content-type']]).toEqual([200, 'text/event-stream']);
    const events = eventsOf<InvoiceOut>(response);
    expect((await events.next()).value).toMatchObject({ id, document: { state: 'queued' } });
    const waiting = await anna.get(`/invoices/${id}/pdf`);
    expect([waiting.status, waiting.headers['retry-after'], waiting.headers.etag]).toEqual([202, '1', undefined]);
    await finishDocument(site.app, site.alfa.id, id);
    const sha256 = expect.stringMatching(/^[0-9a-f]{64}$/);
    expect((await events.next()).value).toMatchObject({ id, document: { state: 'ready', sha256 } });
    expect((await events.next()).done).toBe(true);
  });

  it('is sent byte for byte, named after the invoice, and not sent again to a client that has it', async () => {
    const { id, number } = await issued(anna);
    const made = await finishDocument(site.app, site.alfa.id, id);
    const answer = await anna.get(`/invoices/${id}/pdf`);
    const { sha256 = '' } = jsonOf<InvoiceOut>(await anna.get(`/invoices/${id}`)).document;
    expect([answer.status, answer.bytes.equals(made)]).toEqual([200, true]);
    expect(createHash('sha256').update(answer.bytes).digest('hex')).toBe(sha256);
    const filename = `${number.replaceAll('/', '-')}.pdf`;
    expect(answer.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(made.byteLength),
      'content-disposition': `inline; filename="${filename}"`,
      'cache-control': 'no-store',
      etag: `"${sha256}"`,
    });
    const download = await anna.get(`/invoices/${id}/pdf?download=1`);
    expect(download.headers['content-disposition']).toBe(`attachment; filename="${filename}"`);
    const again = await anna.get(`/invoices/${id}/pdf`, { 'if-none-match': `"${sha256}"` });
    expect([again.status, again.bytes.byteLength, again.headers.etag]).toEqual([304, 0, `"${sha256}"`]);
    expect(again.headers['content-type']).toBe('application/pdf');
  });

  it('for a company has an XML file, for download only, and for a private person none', async () => {
    const receipt = await aFoundReceipt(
      wire,
      site.alfa,
      aReceipt({ buyerNip: '8567346215', lines: [{ unitPrice: 50_000 }] }),
    );
    const buyer = { kind: 'company', nip: '8567346215', name: 'Firma', address: 'ul. Długa 1, 00-001 Warszawa' };
    const { id, number, xml } = jsonOf<InvoiceOut>(await issue(anna, { lines: allLeft(receipt), buyer }));
    expect(xml).toEqual({ state: 'queued' });
    const waiting = await anna.get(`/invoices/${id}/xml`);
    expect([waiting.status, jsonOf(waiting)]).toEqual([202, { state: 'queued' }]);
    await finishXml(site.app, site.alfa.id, id);
    const answer = await anna.get(`/invoices/${id}/xml`);
    const { sha256 = '' } = jsonOf<InvoiceOut>(await anna.get(`/invoices/${id}`)).xml ?? {};
    expect([answer.status, createHash('sha256').update(answer.bytes).digest('hex')]).toEqual([200, sha256]);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/xml',
      'content-disposition': `attachment; filename="${number.replaceAll('/', '-')}.xml"`,
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      etag: `"${sha256}"`,
    });
    expect((await anna.get(`/invoices/${id}/xml`, { 'if-none-match': `"${sha256}"` })).status).toBe(304);
    const { id: persons } = await issued(anna);
    expect(statusAndCode(await anna.get(`/invoices/${persons}/xml`))).toEqual([404, 'document.not_found']);
  });

  it('can be sent again, which adds a delivery', async () => {
    const { id } = await issued(anna);
    await finishDocument(site.app, site.alfa.id, id);
    const answer = await anna.post(`/invoices/${id}/deliveries`, {});
    const delivery = jsonOf<DeliveryOut>(answer);
    expect([answer.status, delivery]).toEqual([202, expect.objectContaining({ kind: 'shopper_mail', to: email })]);
    const { deliveries } = jsonOf<InvoiceOut>(await anna.get(`/invoices/${id}`));
    expect(deliveries.map((one) => one.kind)).toEqual(['shopper_mail', 'chain_mail', 'shopper_mail']);
    expect(deliveries.at(-1)?.id).toBe(delivery.id);
    const worker = { role: 'worker', tenantId: site.alfa.id } as const;
    const isInOutbox = await site.app.db.withTenant(worker, (tx) => postpone(tx, 'deliver', delivery.id, 0));
    expect(isInOutbox).toBe(true);
    expect(site.enqueued.at(-1)).toMatchObject({ task: 'deliver', tenantId: site.alfa.id });
  });
});

it('no request caused an internal error', () => {
  expect(site.logs.filter((line) => JSON.parse(line).level >= 50)).toEqual([]);
});
