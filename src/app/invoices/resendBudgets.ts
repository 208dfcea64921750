import { createHmac } from 'node:crypto';
import type { Budget } from '../../db/people/budgets.ts';
import type { Recipient } from '../../domain/invoices/channel.ts';
import type { App, ReaderContext } from '../context.ts';
import { isShopper } from '../reader.ts';

const day = 24 * 3600;

type Resend = { invoiceId: string; recipient: Recipient };

/**
 * Budgets for sending an invoice again: of the invoice and the requester, in the chain; and of a shopper's address over
 * all chains, because several chains may know one address. Staff send again for many shoppers.
 */
export function resendBudgets(
  ctx: ReaderContext,
  { invoiceId, recipient }: Resend,
): { own: Budget[]; everywhere: Budget[] } {
  const own = [
    // Separate budgets, so staff can still help a shopper who has used up her own.
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

// Addresses are personal data, so the table has only a keyed hash.
function sealed(app: App, address: string): string {
  return createHmac('sha256', app.secret).update(`resend ${address.toLowerCase()}`).digest('base64url').slice(0, 22);
}
