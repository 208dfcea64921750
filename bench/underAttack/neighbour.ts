import { setTimeout as pause } from 'node:timers/promises';
import { aReceipt } from '../../src/testing/builders/receipts.ts';
import type { Client } from './client.ts';
import { codeOf, idOf, type Shop } from './shopper.ts';

export type Measured = {
  /** Time in ms from the moment a request was due to its answer. */
  api: number[];
  /** Time in ms from the request to issue to the finished PDF. */
  documents: number[];
  /** Answers other than success. */
  refused: string[];
};

const everyMs = 100;
const longestDocumentMs = 120_000;
const linesEach = 12;

/**
 * Sends requests of a chain until `end` resolves or rejects: one every 100 ms, also when earlier ones are not answered yet, and
 * one document at a time.
 */
export async function neighbourAtWork(client: Client, shop: Shop, end: Promise<unknown>): Promise<Measured> {
  const measured: Measured = { api: [], documents: [], refused: [] };
  let hasEnded = false;
  void end
    .catch(() => {})
    .finally(() => {
      hasEnded = true;
    });
  const goesOn = () => !hasEnded;
  await Promise.all([requests(client, shop, measured, goesOn), documents(shop, measured, goesOn)]);
  return measured;
}

async function requests(client: Client, shop: Shop, measured: Measured, goesOn: () => boolean): Promise<void> {
  const code = codeOf(await shop.push(aReceipt({ lines: linesEach })));
  const { id, lines } = await shop.found(code);
  const chosen = lines.map((line) => ({ receiptId: id, lineId: line.id, quantity: line.quantity }));
  const kinds = [
    { path: '/api/v1/chain' },
    { method: 'POST', path: '/api/v1/receipts/find', body: { code } },
    { method: 'POST', path: '/api/v1/invoices/preview', body: { lines: chosen } },
  ];
  const open = new Set<Promise<void>>();
  let due = performance.now();
  for (let turn = 0; goesOn(); turn++) {
    const kind = kinds[turn % kinds.length] ?? { path: '/api/v1/chain' };
    const dueAt = due;
    const one = client.ask(kind).then(({ status }) => {
      measured.api.push(performance.now() - dueAt);
      if (status !== 200) measured.refused.push(`${kind.path}: ${status}`);
    });
    open.add(one);
    void one.finally(() => open.delete(one));
    due += everyMs;
    await pause(Math.max(0, due - performance.now()));
  }
  await Promise.all(open);
}

async function documents(shop: Shop, measured: Measured, goesOn: () => boolean): Promise<void> {
  while (goesOn()) {
    try {
      const receipt = await shop.found(codeOf(await shop.push(aReceipt({ lines: linesEach }))));
      const begun = performance.now();
      const issued = await shop.issue(receipt, { kind: 'person', name: 'Anna Nowak' });
      if (issued.status !== 201) throw new Error(`issue: ${issued.status} ${issued.body.slice(0, 200)}`);
      const { ended } = await shop.untilReady(idOf(issued), longestDocumentMs);
      measured.documents.push(performance.now() - begun);
      if (ended !== 'ready') measured.refused.push(`document: ${ended}`);
    } catch (error) {
      measured.refused.push(error instanceof Error ? error.message : String(error));
      await pause(everyMs);
    }
  }
}
