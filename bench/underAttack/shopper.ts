import { setTimeout as pause } from 'node:timers/promises';
import type { InvoiceOut } from '../../src/contract/invoices.ts';
import type { FoundReceipt, ReceiptAccepted, ReceiptIn } from '../../src/contract/receipts.ts';
import type { DemoChainFacts, DemoFacts } from '../../src/dev/demo/demoFacts.ts';
import type { Answer, Client } from './client.ts';

export type Buyer = { kind: 'person'; name: string; address?: string };

/**
 * The till and the shoppers of one chain. The number of documents of a shopper is limited, so a new shopper signs in after
 * every eighth.
 */
export type Shop = {
  push(receipt: ReceiptIn): Promise<Answer>;
  found(code: string): Promise<FoundReceipt>;
  issue(receipt: FoundReceipt, buyer: Buyer): Promise<Answer>;
  /** Waits for the PDF of an invoice. `ms` is the time it took, or `withinMs` when it was not finished by then. */
  untilReady(id: string, withinMs: number): Promise<{ ms: number; ended: 'ready' | 'failed' | 'never' }>;
};

const documentsEach = 8;
const lookEveryMs = 50;

export function openShop(client: Client, chain: DemoChainFacts, mail: { url: string }, mailbox: Client): Shop {
  const origin = { origin: chain.url };
  const cookies = new Map<string, string>();
  let cookie = '';
  let issued = 0;

  async function signIn(): Promise<void> {
    const email = `shopper-${crypto.randomUUID()}@example.com`;
    await client.get({ method: 'POST', path: '/api/v1/auth/code', headers: origin, body: { email } });
    const code = await mailedCode(mailbox, mail, email);
    const session = await client.ask({
      method: 'POST',
      path: '/api/v1/auth/session',
      headers: origin,
      body: { email, code },
    });
    if (session.status !== 200) throw new Error(`signing in: ${session.status} ${session.body.slice(0, 300)}`);
    cookie = session.cookie;
  }

  async function untilReady(
    id: string,
    withinMs: number,
  ): Promise<{ ms: number; ended: 'ready' | 'failed' | 'never' }> {
    const begun = performance.now();
    const own = { cookie: cookies.get(id) ?? cookie };
    while (performance.now() - begun < withinMs) {
      const { status } = await client.ask({ path: `/api/v1/invoices/${id}/pdf`, headers: own });
      if (status === 200) return { ms: performance.now() - begun, ended: 'ready' };
      if (status === 409) return { ms: performance.now() - begun, ended: 'failed' };
      await pause(lookEveryMs);
    }
    return { ms: withinMs, ended: 'never' };
  }

  return {
    push: (receipt) =>
      client.ask({
        method: 'POST',
        path: '/api/v1/receipts',
        headers: { authorization: `Bearer ${chain.posKey}` },
        body: receipt,
      }),
    found: (code) =>
      client.get({
        method: 'POST',
        path: '/api/v1/receipts/find',
        headers: { ...origin, ...(cookie && { cookie }) },
        body: { code },
      }),
    async issue({ id, lines }, buyer) {
      if (issued++ % documentsEach === 0) await signIn();
      const chosen = lines.map((line) => ({ receiptId: id, lineId: line.id, quantity: line.remainingQuantity }));
      const headers = { ...origin, cookie, 'idempotency-key': id };
      const answer = await client.ask({
        method: 'POST',
        path: '/api/v1/invoices',
        headers,
        body: { lines: chosen, buyer },
      });
      if (answer.status === 201) cookies.set((JSON.parse(answer.body) as InvoiceOut).id, cookie);
      return answer;
    },
    untilReady,
  };
}

export const codeOf = (answer: Answer): string => (JSON.parse(answer.body) as ReceiptAccepted).code;
export const idOf = (answer: Answer): string => (JSON.parse(answer.body) as { id: string }).id;

async function mailedCode(mailbox: Client, mail: { url: string }, email: string): Promise<string> {
  const { pathname } = new URL('/messages', mail.url);
  for (let tries = 0; tries < 200; tries++) {
    const mails = await mailbox.get<{ subject: string }[]>({ path: `${pathname}?to=${encodeURIComponent(email)}` });
    const code = /\d{6}/.exec(mails[0]?.subject ?? '')?.[0];
    if (code) return code;
    await pause(50);
  }
  throw new Error(`no code was mailed to ${email}`);
}

/** The chain of the demo with this slug. */
export function chainNamed(facts: DemoFacts, slug: string): DemoChainFacts {
  const chain = facts.chains.find((one) => one.slug === slug);
  if (!chain) throw new Error(`the demo has no ${slug}`);
  return chain;
}
