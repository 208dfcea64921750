import { createHmac } from 'node:crypto';
import type { Budget } from '../../db/people/budgets.ts';
import type { Recipient } from '../../domain/invoices/channel.ts';
import type { App, ReaderContext } from '../context.ts';
import { isShopper } from '../reader.ts';

const day = 24 * 3600;

type Resend = { invoiceId: string; recipient: Recipient };

/**
 * What sending an invoice again is charged to: the invoice and who asks, in the chain; and a shopper's address over all
 * chains, since several chains may know one address. Staff send again for many shoppers.
 */
export function resendBudgets(
  ctx: ReaderContext,
  { invoiceId, recipient }: Resend,
): { own: Budget[]; everywhere: Budget[] } {
  const own = [
    // Counted apart: staff can still help a shopper who has used up hers.
    isShopper(ctx)
      ? { subject: `resend:invoice:${invoiceId}`, limit: 10, windowSeconds: day }
      : { subject: `resend:office:${invoiceId}`, limit: 20, windowSeconds: day },
    isShopper(ctx)
      ? { subject: `resend:shopper:${ctx.shopper.id}`, limit: 20, windowSeconds: day }
      : { subject: `resend:member:${ctx.member.id}`, limit: 500, windowSeconds: day },
  ];
  if (recipient.destinationId !== null) return { own, everywhere: [] };
  return {
    own,
    everywhere: [{ subject: `resend:to:${sealed(ctx.app, recipient.address)}`, limit: 20, windowSeconds: day }],
  };
}

// Addresses are personal data: the table holds only their keyed hash.
function sealed(app: App, address: string): string {
  return createHmac('sha256', app.secret).update(`resend ${address.toLowerCase()}`).digest('base64url').slice(0, 22);
}
