import { expect, it, vi } from 'vitest';
import type { ProblemDetails } from '../../contract/common.ts';
import type { InvoiceOut } from '../../contract/invoices.ts';
import { announce } from '../../db/invoices/invoices.ts';
import { as, type Client } from '../../testing/network/client.ts';
import { siteForTests } from '../../testing/network/siteForTests.ts';
import { jsonOf } from '../../testing/network/visitor.ts';
import { eventsOf } from '../../testing/network/wire.ts';

const { site, wire } = await siteForTests();

/** Opens a stream of this invoice and returns its events. */
async function follow(id: string, { host, credentials }: Client) {
  const response = await wire.open({ path: `/api/v1/invoices/${id}/events`, headers: { host, ...credentials } });
  expect(response.statusCode).toBe(200);
  return eventsOf<InvoiceOut>(response);
}

it('of a hundred streams of one browser the newest four stay open, and the invoice is read as often as for one', async () => {
  const client = await as(site, 'shopper');
  const reading = vi.spyOn(site.app.db, 'withTenant');
  const streams: AsyncGenerator<InvoiceOut>[] = [];
  for (let n = 0; n < 100; n += 1) {
    const events = await follow(site.alfa.ids.queuedInvoice, client);
    expect((await events.next()).value).toMatchObject({ document: { state: 'queued' } });
    streams.push(events);
  }
  const readings = reading.mock.calls.filter(([actor]) => actor.role === 'shopper').length;
  reading.mockRestore();
  // One reading at the start, and one every two seconds.
  expect(readings).toBeLessThan(50);
  const newest = streams.splice(-4);
  for (const events of streams) expect((await events.next()).done).toBe(true);
  await site.app.db.withTenant({ role: 'worker', tenantId: site.alfa.id }, (tx) =>
    announce(tx, site.alfa.ids.queuedInvoice),
  );
  const ends = newest.map((events) => events.next());
  expect(await Promise.race([...ends, Promise.resolve('open')])).toBe('open');
});

it('an invoice that does not exist, or is another shopper’s, is not found', async () => {
  const { host, credentials } = await as(site, 'otherShopper');
  for (const id of [site.alfa.ids.queuedInvoice, crypto.randomUUID()]) {
    const answer = await wire.ask({ path: `/api/v1/invoices/${id}/events`, headers: { host, ...credentials } });
    expect([answer.status, jsonOf<ProblemDetails>(answer).code]).toEqual([404, 'invoice.not_found']);
  }
});

it('a closing server ends its open streams and does not wait for them', async () => {
  const { host, credentials } = await as(site, 'shopper');
  const path = `/api/v1/invoices/${site.alfa.ids.queuedInvoice}/events`;
  const events = eventsOf<InvoiceOut>(await wire.open({ path, headers: { host, ...credentials } }));
  expect((await events.next()).value).toMatchObject({ document: { state: 'queued' } });
  await site.http.close();
  for await (const { document } of events) expect(document.state).toBe('queued');
});
