import { expect, it } from 'vitest';
import { openSession } from '../../db/people/sessions.ts';
import { shopperByEmail } from '../../db/people/shoppers.ts';
import { cookieOf } from '../../testing/network/client.ts';
import { siteForTests } from '../../testing/network/siteForTests.ts';
import { aFoundReceipt, allLeft, jsonOf } from '../../testing/network/visitor.ts';
import type { WireAnswer } from '../../testing/network/wire.ts';

const claims = 1_000;

const { site, wire } = await siteForTests({ sockets: claims });

it('1,000 simultaneous claims of one receipt over HTTP give 1 invoice, 999 × 409 and 0 × 5xx', async () => {
  const found = await aFoundReceipt(wire, site.alfa);
  const sessions = await Promise.all(
    Array.from({ length: 20 }, (_, index) => aSession(`shopper-${index}@alfa.example`)),
  );
  const buyer = { kind: 'person', name: 'Anna Nowak' };
  const body = JSON.stringify({ lines: allLeft(found), buyer });
  const answers = await Promise.all(
    Array.from({ length: claims }, (_, index) => claim(sessions[index % sessions.length], body)),
  );
  const counts: Record<string, number> = {};
  for (const answer of answers) {
    const { code = 'issued' } = jsonOf<{ code?: string }>(answer);
    const what = `${answer.status} ${code}`;
    counts[what] = (counts[what] ?? 0) + 1;
  }
  expect(counts).toEqual({ '201 issued': 1, '409 line.already_invoiced': 999 });
  const [rows] = await site.sql`
    select count(*)::int as invoices from invoice_sales where tenant_id = ${site.alfa.id} and receipt_id = ${found.id}`;
  expect(rows?.invoices).toBe(1);
  expect(site.logs.filter((line) => JSON.parse(line).level >= 50)).toEqual([]);
});

function claim(session: Record<string, string> | undefined, body: string): Promise<WireAnswer> {
  const { host, origin } = site.alfa;
  const headers = { host, origin, 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() };
  return wire.ask({ method: 'POST', path: '/api/v1/invoices', headers: { ...headers, ...session }, body });
}

/** The cookie of a signed-in shopper. */
async function aSession(email: string): Promise<Record<string, string>> {
  const { id: tenantId, host } = site.alfa;
  const sid = await site.app.db.withTenant({ role: 'door', tenantId }, async (tx) =>
    openSession(tx, { shopperId: await shopperByEmail(tx, email), days: 1 }),
  );
  return cookieOf(site, { sid, kind: 'shopper', chain: tenantId, audience: host });
}
