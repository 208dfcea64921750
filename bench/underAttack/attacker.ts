import { setTimeout as pause } from 'node:timers/promises';
import type { TemplateError, TemplateOut } from '../../src/contract/templates.ts';
import type { DemoChainFacts } from '../../src/dev/demo/demoFacts.ts';
import { aReceipt } from '../../src/testing/builders/receipts.ts';
import type { HostileLayout } from '../../src/testing/layouts/hostile.ts';
import type { HostileTexts } from '../../src/testing/layouts/hostileTexts.ts';
import type { Answer, Client } from './client.ts';
import { codeOf, idOf, type Shop } from './shopper.ts';

/** The answers to one hostile layout: code of the check's first error or status, end of the preview, end of publishing. */
export type Outcome = { name: string; kind: string; saved: string; preview: string; publish: string; ms: number };

export type Attacker = {
  /** Saves, previews and publishes one layout. A published layout stays in use until withdraw(). */
  attack(layout: HostileLayout): Promise<Outcome>;
  /** Restores the first version. */
  withdraw(kind: HostileLayout['kind']): Promise<void>;
  /** Pushes a receipt with hostile texts and issues its invoice. Gives the invoice's id if it was issued, and the answer. */
  buy(texts: HostileTexts): Promise<{ id?: string; answer: string }>;
};

const callMs = 40_000;
const previewMs = 60_000;

export async function openAttacker(client: Client, chain: DemoChainFacts, shop: Shop): Promise<Attacker> {
  const origin = { origin: chain.url };
  const signedIn = await client.ask({
    method: 'POST',
    path: '/api/v1/office/session',
    headers: origin,
    body: chain.admin,
  });
  if (signedIn.status !== 200) throw new Error(`office sign-in: ${signedIn.status} ${signedIn.body.slice(0, 300)}`);
  const headers = { ...origin, cookie: signedIn.cookie };
  const office = (method: string, path: string, body?: object) =>
    retriedOn429(() =>
      client.ask({ method, path: `/api/v1/office${path}`, headers, withinMs: callMs, ...(body && { body }) }),
    );

  async function revisionOf(kind: string): Promise<number> {
    const answer = await office('GET', `/templates/${kind}`);
    return answer.status === 200 ? (JSON.parse(answer.body) as TemplateOut).revision : 0;
  }

  async function previewed({ kind, source }: HostileLayout): Promise<string> {
    const started = await office('POST', `/templates/${kind}/previews`, { source });
    if (started.status !== 202) return resultOf(started);
    const until = performance.now() + previewMs;
    while (performance.now() < until) {
      const { status, body } = await office('GET', `/template-previews/${idOf(started)}`);
      const { state, errors } =
        status === 200 ? (JSON.parse(body) as { state: string; errors: TemplateError[] }) : { state: '', errors: [] };
      if (state === 'ready') return 'ready';
      if (state === 'failed') return `failed: ${errors[0]?.code ?? 'no reason'}`;
      await pause(200);
    }
    return 'not finished';
  }

  return {
    async attack(layout) {
      const begun = performance.now();
      const { kind, name, source } = layout;
      const saved = await office('PUT', `/templates/${kind}/draft`, { source, revision: await revisionOf(kind) });
      const errors = saved.status === 200 ? (JSON.parse(saved.body) as { errors: TemplateError[] }).errors : [];
      const checked = saved.status === 200 ? (errors[0]?.code ?? 'no error') : resultOf(saved);
      const outcome = { name, kind, saved: checked };
      if (saved.status === 0)
        return { ...outcome, preview: 'not tried', publish: 'not tried', ms: performance.now() - begun };
      // Refused layouts are previewed and published too: an attacker may call the API without the editor.
      const [preview, publish] = await Promise.all([
        previewed(layout),
        revisionOf(kind).then((revision) => office('POST', `/templates/${kind}/publish`, { revision })),
      ]);
      return { ...outcome, preview, publish: resultOf(publish), ms: performance.now() - begun };
    },

    async withdraw(kind) {
      await office('POST', `/templates/${kind}/rollback`, { version: 1 });
    },

    async buy(texts) {
      const pushed = await shop.push(receiptOf(texts));
      if (pushed.status !== 200 && pushed.status !== 201) return { answer: `receipt ${resultOf(pushed)}` };
      const receipt = await shop.found(codeOf(pushed));
      const issued = await shop.issue(receipt, { kind: 'person', name: texts.buyerName, address: texts.buyerAddress });
      if (issued.status === 201) return { id: idOf(issued), answer: 'issued' };
      const plain = await shop.issue(receipt, { kind: 'person', name: 'Jan Kowalski' });
      return plain.status === 201
        ? { id: idOf(plain), answer: 'issued to a plain buyer' }
        : { answer: `invoice ${resultOf(plain)}` };
    },
  };
}

function receiptOf(texts: HostileTexts) {
  const deposits = [{ name: texts.depositName, quantity: '1', unitPrice: 50 }];
  return aReceipt({
    store: { code: 'S1', name: texts.storeName, address: texts.storeAddress },
    documentNumber: `${texts.documentNumber.slice(0, 28)}${crypto.randomUUID().slice(0, 8)}`,
    lines: [{ name: texts.goods, unit: texts.unit }, { name: 'Chleb żytni' }],
    deposits,
  });
}

/** Repeats a call up to three times while the server answers 429. */
async function retriedOn429(call: () => Promise<Answer>): Promise<Answer> {
  let answer = await call();
  for (let tries = 0; answer.status === 429 && tries < 3; tries++) {
    await pause(2_500);
    answer = await call();
  }
  return answer;
}

/** "done", "no answer", or the status with the problem's code. */
function resultOf({ status, body }: Answer): string {
  if (status === 0) return 'no answer';
  if (status < 300) return 'done';
  const code = /"code":"([^"]+)"/.exec(body)?.[1];
  return `${status}${code ? ` ${code}` : ''}`;
}
