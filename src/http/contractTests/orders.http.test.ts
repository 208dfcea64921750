import { beforeEach, describe, expect, it } from 'vitest';
import type { ProblemDetails } from '../../contract/common.ts';
import type { InvoiceOut } from '../../contract/invoices.ts';
import type { OrderLookedAt, OrderPressed, OrderWatched } from '../../contract/orders.ts';
import type { FoundReceipt } from '../../contract/receipts.ts';
import type { CodeRequested, Me } from '../../contract/sessions.ts';
import { awayFromTheHour } from '../../testing/awayFromTheHour.ts';
import { finishDocument } from '../../testing/network/siteChain.ts';
import { siteForTests } from '../../testing/network/siteForTests.ts';
import { aFoundReceipt, allLeft, aVisitor, codeIn, jsonOf, type Visitor } from '../../testing/network/visitor.ts';
import type { WireAnswer } from '../../testing/network/wire.ts';

const { site, wire } = await siteForTests();
beforeEach(async () => {
  await awayFromTheHour(site.sql);
  await site.sql`delete from budgets`;
});

const buyer = { kind: 'person', name: 'Anna Nowak' } as const;
const statusAndCode = (answer: WireAnswer) => [answer.status, jsonOf<ProblemDetails>(answer).code];
const anEmail = () => `anna-${crypto.randomUUID().slice(0, 8)}@shopper.example`;

type Order = { lines: ReturnType<typeof allLeft>; buyer: typeof buyer; idempotencyKey: string };

/** A phone that chose something and asked for the mail. */
type Waiting = { phone: Visitor; email: string; receipt: FoundReceipt; order: Order; id: string; token: string };

async function waiting(): Promise<Waiting> {
  const phone = aVisitor(wire, site.alfa);
  const receipt = await aFoundReceipt(wire, site.alfa);
  const email = anEmail();
  const order = { lines: allLeft(receipt), buyer, idempotencyKey: crypto.randomUUID() };
  const { id, token } = await send(phone, email, order);
  return { phone, email, receipt, order, id, token };
}

async function send(phone: Visitor, email: string, order: Order): Promise<{ id: string; token: string }> {
  const answer = await phone.post('/auth/code', { email, order });
  expect(answer.status).toBe(202);
  return { id: jsonOf<CodeRequested>(answer).order?.id ?? '', token: tokenIn(email) };
}

/** The token behind the # of the link in the last mail to this address. */
function tokenIn(email: string): string {
  return /\/issue#(ord_[0-9a-f]{40})/.exec(site.mailbox.to(email).at(-1)?.text ?? '')?.[1] ?? '';
}

const look = (visitor: Visitor, token: string) => visitor.post('/orders/look', { token });
const press = (visitor: Visitor, token: string, key: string = crypto.randomUUID()) =>
  visitor.post('/orders/press', { token }, { 'idempotency-key': key });
const watch = async (visitor: Visitor, id: string) => jsonOf<OrderWatched>(await visitor.get(`/orders/${id}`));
const pressed = async (visitor: Visitor, token: string, key?: string) => {
  const answer = await press(visitor, token, key);
  expect([answer.status, answer.body.slice(0, 200)]).toEqual([200, expect.anything()]);
  return jsonOf<OrderPressed>(answer);
};
const invoicesOf = async (receipt: FoundReceipt) =>
  (await site.sql`select 1 from invoice_sales where receipt_id = ${receipt.id}`).length;

describe('the button in the mail', () => {
  it.each(['ord_', `ord_${'0'.repeat(40)}`, 'x'.repeat(100)])('with the token %s leads nowhere', async (token) => {
    const visitor = aVisitor(wire, site.alfa);
    const expected = [404, 'order.link_ended'];
    expect(statusAndCode(await look(visitor, token))).toEqual(expected);
    expect(statusAndCode(await press(visitor, token))).toEqual(expected);
    expect([...visitor.cookies.keys()]).toEqual([]);
  });

  it("of one chain is nothing on another chain's site", async () => {
    const { token, receipt } = await waiting();
    expect(statusAndCode(await press(aVisitor(wire, site.beta), token))).toEqual([404, 'order.link_ended']);
    await pressed(aVisitor(wire, site.alfa), token);
    expect(await invoicesOf(receipt)).toBe(1);
  });

  it('ends after ten minutes', async () => {
    const { token, receipt, id } = await waiting();
    await site.sql`update mailed_orders set expires_at = expires_at - interval '10 minutes' where id = ${id}`;
    for (const ask of [look, press])
      expect(statusAndCode(await ask(aVisitor(wire, site.alfa), token))).toEqual([404, 'order.link_ended']);
    await site.sql`update mailed_orders set expires_at = now() + interval '1 minute' where id = ${id}`;
    await pressed(aVisitor(wire, site.alfa), token);
    expect(await invoicesOf(receipt)).toBe(1);
  });

  it('needs the exact Origin and a key', async () => {
    const { token } = await waiting();
    const visitor = aVisitor(wire, site.alfa);
    const foreign = { 'idempotency-key': 'k', origin: site.beta.origin };
    expect(statusAndCode(await visitor.post('/orders/press', { token }, foreign))).toEqual([403, 'origin.refused']);
    expect(statusAndCode(await visitor.post('/orders/press', { token }))).toEqual([400, 'idempotency.key_required']);
  });

  it('only shows what will be issued, however often the link is opened', async () => {
    const { token, email, receipt } = await waiting();
    const scanner = aVisitor(wire, site.alfa);
    const before = await site.rowCounts();
    for (const method of ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'])
      for (const path of ['/issue', '/api/v1/orders/press', '/api/v1/orders/look'])
        await wire.ask({ method, path, headers: { host: site.alfa.host } });
    for (let n = 0; n < 3; n += 1) {
      const answer = await look(scanner, token);
      expect(jsonOf<OrderLookedAt>(answer)).toMatchObject({
        state: 'open',
        email,
        buyer,
        sales: [{ saleDate: receipt.saleDate, store: { code: receipt.store.code } }],
        totals: { due: receipt.total },
      });
    }
    expect(await site.rowCounts()).toEqual(before);
    expect([...scanner.cookies.keys()]).toEqual([]);
    await pressed(scanner, token);
  });

  it('signs in and issues on any device, and the first press only signs in', async () => {
    const { token, email, receipt, order } = await waiting();
    const laptop = aVisitor(wire, site.alfa);
    const { invoice, signedIn } = await pressed(laptop, token);
    expect(signedIn).toBe(true);
    expect(jsonOf<Me>(await laptop.get('/me')).email).toBe(email);
    expect(jsonOf<InvoiceOut>(await laptop.get(`/invoices/${invoice.id}`))).toMatchObject({
      number: invoice.number,
      buyer,
      due: receipt.total,
      lines: order.lines.map(({ lineId }) => ({ lineId })),
    });
    const thief = aVisitor(wire, site.alfa);
    expect(await pressed(thief, token)).toEqual({ invoice, signedIn: false });
    expect(jsonOf<OrderLookedAt>(await look(thief, token))).toEqual({ state: 'issued', email, invoice });
    expect((await thief.get('/me')).status).toBe(401);
    expect(await invoicesOf(receipt)).toBe(1);
  });

  it('pressed again with its key, after the answer was lost, signs in too', async () => {
    const { token, receipt } = await waiting();
    const first = await pressed(aVisitor(wire, site.alfa), token, 'the-same-key');
    const again = aVisitor(wire, site.alfa);
    expect(await pressed(again, token, 'the-same-key')).toEqual(first);
    expect((await again.get('/me')).status).toBe(200);
    await site.sql`update mailed_orders set expires_at = now() - interval '1 second' where email = ${jsonOf<Me>(await again.get('/me')).email}`;
    expect(await pressed(aVisitor(wire, site.alfa), token, 'the-same-key')).toEqual({ ...first, signedIn: false });
    expect(await invoicesOf(receipt)).toBe(1);
  });

  it('pressed by twenty at once issues one invoice and signs one in', async () => {
    const { token, receipt } = await waiting();
    const answers = await Promise.all(Array.from({ length: 20 }, () => pressed(aVisitor(wire, site.alfa), token)));
    expect(new Set(answers.map(({ invoice }) => invoice.id)).size).toBe(1);
    expect(answers.filter(({ signedIn }) => signedIn)).toHaveLength(1);
    expect(await invoicesOf(receipt)).toBe(1);
  });

  it('and the code typed on the first device lead to one invoice, in either order', async () => {
    for (const first of ['press', 'code'] as const) {
      const { phone, token, email, order, receipt } = await waiting();
      const laptop = aVisitor(wire, site.alfa);
      const typed = async () => {
        await phone.post('/auth/session', { email, code: codeIn(site.mailbox, email) });
        const { idempotencyKey, ...chosen } = order;
        return jsonOf<InvoiceOut>(await phone.post('/invoices', chosen, { 'idempotency-key': idempotencyKey })).id;
      };
      const byPress = async () => (await pressed(laptop, token)).invoice.id;
      const ids = first === 'press' ? [await byPress(), await typed()] : [await typed(), await byPress()];
      expect(ids[0]).toBe(ids[1]);
      expect(await invoicesOf(receipt)).toBe(1);
    }
  });

  it('of both mails works when the same order is sent twice, and they lead to one invoice', async () => {
    const { phone, email, order, token, receipt, id } = await waiting();
    const second = await send(phone, email, order);
    expect(second.token).not.toBe(token);
    const { invoice } = await pressed(aVisitor(wire, site.alfa), token);
    expect(await pressed(aVisitor(wire, site.alfa), second.token)).toEqual({ invoice, signedIn: false });
    for (const one of [id, second.id]) expect(await watch(phone, one)).toMatchObject({ state: 'issued', invoice });
    expect(await invoicesOf(receipt)).toBe(1);
  });

  it('says so when something else was chosen meanwhile, and the newest mail works', async () => {
    const { phone, email, order, token, receipt, id } = await waiting();
    const less = { ...order, lines: order.lines.slice(0, 1), idempotencyKey: crypto.randomUUID() };
    const newest = await send(phone, email, less);
    for (const ask of [look, press])
      expect(statusAndCode(await ask(aVisitor(wire, site.alfa), token))).toEqual([409, 'order.changed']);
    expect((await watch(phone, id)).state).toBe('ended');
    const { invoice } = await pressed(aVisitor(wire, site.alfa), newest.token);
    expect(await watch(phone, newest.id)).toMatchObject({ state: 'issued', invoice });
    expect(await invoicesOf(receipt)).toBe(1);
  });

  it('says so when the device took the choice back or the lines went to another invoice', async () => {
    const withdrawn = await waiting();
    expect((await withdrawn.phone.delete(`/orders/${withdrawn.id}`)).status).toBe(204);
    expect(statusAndCode(await press(aVisitor(wire, site.alfa), withdrawn.token))).toEqual([409, 'order.changed']);

    const late = await waiting();
    const faster = aVisitor(wire, site.alfa);
    const other = { ...late.order, idempotencyKey: crypto.randomUUID() };
    await pressed(aVisitor(wire, site.alfa), (await send(faster, anEmail(), other)).token);
    for (const ask of [look, press])
      expect(statusAndCode(await ask(aVisitor(wire, site.alfa), late.token))).toEqual([409, 'line.already_invoiced']);
    expect(await invoicesOf(late.receipt)).toBe(1);
  });
});

describe('the device that waits', () => {
  it('sees the invoice and its document, and is not signed in', async () => {
    const { phone, id, token, receipt } = await waiting();
    expect(await watch(phone, id)).toEqual({ state: 'waiting' });
    expect(statusAndCode(await phone.get(`/orders/${id}/pdf`))).toEqual([404, 'not_found']);
    const { invoice } = await pressed(aVisitor(wire, site.alfa), token);
    const seen = { state: 'issued', invoice: { ...invoice, due: receipt.total } };
    expect(await watch(phone, id)).toEqual({ ...seen, invoice: { ...seen.invoice, document: { state: 'queued' } } });
    expect((await phone.get(`/orders/${id}/pdf`)).status).toBe(202);
    const bytes = Buffer.from(await finishDocument(site.app, site.alfa.id, invoice.id));
    expect((await watch(phone, id)).invoice?.document.state).toBe('ready');
    expect((await phone.get(`/orders/${id}/pdf`)).body).toBe(bytes.toString());
    for (const path of ['/me', '/invoices', `/invoices/${invoice.id}`, `/invoices/${invoice.id}/pdf`])
      expect((await phone.get(path)).status).toBe(401);
  });

  it('is the only one that sees its order', async () => {
    const { phone, id, token } = await waiting();
    const other = await waiting();
    await pressed(aVisitor(wire, site.alfa), token);
    for (const stranger of [other.phone, aVisitor(wire, site.alfa), aVisitor(wire, site.beta)]) {
      expect(statusAndCode(await stranger.get(`/orders/${id}`))).toEqual([404, 'not_found']);
      expect(statusAndCode(await stranger.get(`/orders/${id}/pdf`))).toEqual([404, 'not_found']);
      expect(statusAndCode(await stranger.delete(`/orders/${id}`))).toEqual([404, 'not_found']);
    }
    expect((await watch(phone, id)).state).toBe('issued');
  });

  it('forgets what it waited for when somebody signs out', async () => {
    const { phone, id } = await waiting();
    await phone.delete('/auth/session');
    expect(statusAndCode(await phone.get(`/orders/${id}`))).toEqual([404, 'not_found']);
  });
});

describe('asking for the mail', () => {
  it('with an order that cannot be issued mails nothing and spends nothing', async () => {
    const { order, receipt } = await waiting();
    await site.sql`delete from budgets`;
    const phone = aVisitor(wire, site.alfa);
    const email = anEmail();
    const foreign = allLeft(await aFoundReceipt(wire, site.beta));
    const company = { kind: 'company', nip: '8567346215', name: 'Firma', address: 'ul. Długa 1, Warszawa' };
    for (const [change, expected] of [
      [{ lines: foreign }, [404, 'receipt.not_found']],
      [{ lines: [{ ...order.lines[0], quantity: '99' }] }, [422, 'line.quantity_invalid']],
      [{ buyer: company }, [422, 'receipt.has_no_nip']],
      [{ lines: Array(401).fill(order.lines[0]) }, [400, 'request.invalid']],
      [{ idempotencyKey: 'two words' }, [400, 'request.invalid']],
    ] as const)
      expect(statusAndCode(await phone.post('/auth/code', { email, order: { ...order, ...change } }))).toEqual(
        expected,
      );
    expect(site.mailbox.to(email)).toEqual([]);
    expect(await site.sql`select 1 from budgets`).toEqual([]);
    await send(phone, email, order);
    expect(await invoicesOf(receipt)).toBe(0);
  });

  it('names the purchase in the mail, and without an order only the code', async () => {
    const { email, receipt } = await waiting();
    const mail = site.mailbox.to(email).at(-1);
    const amount = `${(receipt.total / 100).toFixed(2).replace('.', ',')}\u00a0zł`;
    for (const fact of [receipt.store.name, amount, codeIn(site.mailbox, email)]) expect(mail?.text).toContain(fact);
    const other = anEmail();
    await aVisitor(wire, site.alfa).post('/auth/code', { email: other });
    expect(site.mailbox.to(other).at(-1)?.text).not.toMatch(/issue#|zł/);
  });

  it('keeps neither the token nor the secret of the device in the database or the log', async () => {
    const { phone, token } = await waiting();
    const secrets = [token, phone.cookies.get('__Host-efk_order') ?? ''];
    await pressed(aVisitor(wire, site.alfa), token);
    const rows = JSON.stringify(await site.sql`select mailed_orders::text as row from mailed_orders`);
    for (const secret of secrets) {
      expect(secret).toMatch(/_[0-9a-f]{40}$/);
      expect(rows + site.logs.join('')).not.toContain(secret);
    }
  });
});
