import { afterAll, beforeAll, expect, it } from 'vitest';
import type { InvoiceOut } from '../contract/invoices.ts';
import { as } from '../testing/client.ts';
import { openSite, type Site } from '../testing/site.ts';
import { eventsOf, openWire, type Wire } from '../testing/wire.ts';

let site: Site;
let wire: Wire;
beforeAll(async () => {
  site = await openSite();
  wire = openWire(await site.listen());
});
afterAll(async () => {
  wire.close();
  await site.close();
});

it('a server that closes ends its open streams, and is not kept by them', async () => {
  const { host, credentials } = await as(site, 'shopper');
  const path = `/api/v1/invoices/${site.alfa.ids.queuedInvoice}/events`;
  const events = eventsOf<InvoiceOut>(await wire.open({ path, headers: { host, ...credentials } }));
  expect((await events.next()).value).toMatchObject({ document: { state: 'queued' } });
  await site.http.close();
  for await (const { document } of events) expect(document.state).toBe('queued');
});
