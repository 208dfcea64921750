import { afterEach, describe, expect, it } from 'vitest';
import { look, playHavoc } from '../testing/havoc.ts';
import { queueStores } from '../testing/queueStores.ts';
import { openRecoveryWorld, type RecoveryWorld, sha256Of } from '../testing/recoveryWorld.ts';

/** RECOVERY_SEED plays a run again. */
const seed = Number(process.env.RECOVERY_SEED ?? Math.floor(Math.random() * 1e6));

let world: RecoveryWorld | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

describe.each(queueStores())('with the queue in %s', (storeName) => {
  it(`every invoice gets its one document and its mails, whatever dies (RECOVERY_SEED=${seed})`, async () => {
    world = await openRecoveryWorld(storeName);
    const { invoices, firstSeen, story } = await playHavoc(world, seed);
    await world.settle();
    await look(world, firstSeen);
    const told = story.join('\n');
    expect([...firstSeen.keys()].sort(), told).toEqual(invoices.sort());
    const documents = await world.documents();
    expect(
      documents.map(({ state }) => state),
      told,
    ).toEqual(invoices.map(() => 'ready'));
    const deliveries = await world.deliveries();
    expect(
      deliveries.map(({ state }) => state),
      told,
    ).toEqual(invoices.flatMap(() => ['sent', 'sent']));
    // As often as it takes, and recognisable each time.
    for (const { id, invoice, recipient } of deliveries) {
      const copies = world.mailbox.to(recipient).filter(({ messageId }) => messageId.startsWith(`<${id}@`));
      expect(copies.length, told).toBeGreaterThan(0);
      const sums = copies.flatMap(({ attachments }) => attachments.map(sha256Of));
      expect([...new Set(sums)], told).toEqual([firstSeen.get(invoice)]);
    }
    const ids = new Set(deliveries.map(({ id }) => id));
    for (const { messageId } of world.mailbox.mails) expect(ids, told).toContain(messageId.slice(1).split('@')[0]);
  });
});
