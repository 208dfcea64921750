import type { OrderLookedAt } from '../../contract/orders.ts';
import { invoiceNumber } from '../../db/invoices/invoices.ts';
import { type MailedOrder, mailedOrderByToken, markPressed } from '../../db/mailedOrders.ts';
import { openSession } from '../../db/people/sessions.ts';
import { shopperByEmail } from '../../db/people/shoppers.ts';
import { Problem } from '../../domain/problem.ts';
import { charge, networkBudgets, refund } from '../budgets/budget.ts';
import type { SiteContext } from '../context.ts';
import { issueInvoice } from '../invoices/issue.ts';
import { previewSelection } from '../invoices/preview.ts';
import { totalsOut } from '../invoices/represent.ts';
import { sameBytes, secretHash } from '../passwords/secrets.ts';
import { type SignedIn, shopperSessionDays } from '../sessions/signIn.ts';
import { callerOf, deviceFor } from '../sessions/signInBudgets.ts';

type Look = { ctx: SiteContext; input: { token: string } };
type Press = { ctx: SiteContext; input: { token: string; idempotencyKey: string } };
type IssuedInvoice = { id: string; number: string };

/**
 * What the link in a mail would issue, and for whom. Changes nothing, however often a mail scanner opens the link. Refuses
 * with order.link_ended, order.changed, and with what issuing refuses.
 */
export async function lookAtOrder({ ctx, input }: Look): Promise<OrderLookedAt> {
  const order = await orderOf(ctx, input.token);
  const invoice = await issuedOf(ctx, order);
  if (invoice) return { state: 'issued', email: order.email, invoice };
  assertOpen(order);
  const { lines, buyer } = order.choice;
  const { receipts, selected } = await previewSelection({ ctx, input: { lines, buyer } });
  const sales = receipts.map(({ saleDate, store: { code, name, address } }) => ({
    saleDate,
    store: { code, name, address },
  }));
  return { state: 'open', email: order.email, buyer, sales, totals: totalsOut(selected) };
}

/**
 * Issues what the mail's order says and signs the presser in, as the mail proved her address. The order is issued under
 * the device's own idempotency key, so the press and a typed code lead to one invoice. The first press signs in; it may be
 * repeated with its key until the link's end. Every later press gets the same invoice and no session.
 */
export async function pressOrder({
  ctx,
  input,
}: Press): Promise<{ invoice: IssuedInvoice; session: SignedIn | undefined }> {
  const { app, chain } = ctx;
  const order = await orderOf(ctx, input.token);
  const presserSha256 = secretHash(input.idempotencyKey);
  const before = await issuedOf(ctx, order);
  if (before) {
    const isRepeated = order.presserSha256 !== null && sameBytes(order.presserSha256, presserSha256);
    return { invoice: before, session: isRepeated && !order.isPast ? await signedIn(ctx, order.email) : undefined };
  }
  assertOpen(order);
  const door = { role: 'door', tenantId: chain.id } as const;
  const { email, key } = order;
  const shopperId = await app.db.withTenant(door, (tx) => shopperByEmail(tx, email));
  const { lines, buyer, language } = order.choice;
  const { invoice } = await issueInvoice({
    ctx: { ...ctx, language, shopper: { id: shopperId, email } },
    input: { lines, buyer, idempotencyKey: key },
  });
  const isFirst = await app.db.withTenant(door, (tx) =>
    markPressed(tx, order, { presserSha256, shopperId, invoiceId: invoice.id }),
  );
  return {
    invoice: { id: invoice.id, number: invoice.number },
    session: isFirst ? await signedIn(ctx, email) : undefined,
  };
}

async function orderOf({ app, chain, network }: SiteContext, token: string): Promise<MailedOrder> {
  const charged = await charge(app, chain.id, networkBudgets(app, 'press', network, 100));
  const order = await app.db.withTenant({ role: 'door', tenantId: chain.id }, (tx) =>
    mailedOrderByToken(tx, secretHash(token)),
  );
  if (!order) throw new Problem('order.link_ended');
  await refund(app, charged);
  return order;
}

function assertOpen(order: MailedOrder): void {
  if (order.isWithdrawn) throw new Problem('order.changed');
  if (order.isPast) throw new Problem('order.link_ended');
}

async function issuedOf({ app, chain }: SiteContext, order: MailedOrder): Promise<IssuedInvoice | undefined> {
  const { shopperId, invoiceId } = order;
  if (shopperId === null || invoiceId === null) return undefined;
  const number = await app.db.withTenant({ role: 'shopper', tenantId: chain.id, shopperId }, (tx) =>
    invoiceNumber(tx, invoiceId),
  );
  return { id: invoiceId, number };
}

async function signedIn(ctx: SiteContext, email: string): Promise<SignedIn> {
  const { app, chain } = ctx;
  const whose = { tenantId: chain.id, audience: 'shopper', email } as const;
  return app.db.withTenant({ role: 'door', tenantId: chain.id }, async (tx) => {
    const id = await shopperByEmail(tx, email);
    const sessionId = await openSession(tx, { shopperId: id, days: shopperSessionDays, browser: ctx.browser });
    return { sessionId, shopper: { id, email }, device: deviceFor(app, whose, callerOf(ctx, whose)) };
  });
}
