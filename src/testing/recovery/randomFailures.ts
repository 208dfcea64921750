import { setTimeout as pause } from 'node:timers/promises';
import { type Random, randomFrom } from '../../domain/random.ts';
import { browserGroups } from './processes.ts';
import { type RecoveryWorld, sha256Of } from './recoveryWorld.ts';

type Failure = { name: string; cause(world: RecoveryWorld, random: Random): Promise<void> };

const killWorker: Failure = {
  name: 'the worker is killed',
  async cause(world, random) {
    await (await world.worker()).kill();
    await pause(random.whole(0, 500));
    await world.worker();
  },
};
const killBrowser: Failure = {
  name: 'Chromium is killed',
  async cause(world) {
    for (const group of await browserGroups((await world.worker()).pid)) process.kill(-group, 'SIGKILL');
  },
};
const emptyQueue: Failure = { name: 'the queue is emptied', cause: (world) => world.store.empty() };
const endConnections: Failure = {
  name: 'PostgreSQL ends all connections',
  cause: (world) => world.endConnections(),
};
const mailServer = (name: string, reaction: 'drop' | 'takeSilently' | number): Failure => ({
  name: `the mail server ${name}`,
  async cause(world, random) {
    world.setReaction(reaction);
    await pause(random.whole(500, 2_000));
    world.setReaction('take');
  },
});

// A document fails after five attempts, so no more than four of these may interrupt a print.
const failures: Failure[] = [
  ...[killWorker, killWorker, killBrowser, endConnections],
  ...[emptyQueue, emptyQueue, emptyQueue],
  mailServer('answers 451', 451),
  mailServer('closes the connection', 'drop'),
  mailServer('accepts the mail and closes the connection without an answer', 'takeSilently'),
];

export type FailureRun = {
  invoices: string[];
  /** SHA-256 of each document when it was first seen ready, by invoice id. */
  firstSeen: Map<string, string>;
  /** The failures in order, each with the number of invoices issued before it. */
  log: string[];
};

/** Issues two invoices before each of ten failures. The seed decides the order and the moments of the failures. */
export async function causeRandomFailures(world: RecoveryWorld, seed: number): Promise<FailureRun> {
  const random = randomFrom(seed);
  const run: FailureRun = { invoices: [], firstSeen: new Map(), log: [] };
  await world.worker();
  for (const failure of shuffled(failures, random)) {
    run.invoices.push(await world.issue(random.whole(1, 20)), await world.issue());
    await pause(random.whole(0, 400));
    run.log.push(`${run.invoices.length} invoices: ${failure.name}`);
    await failure.cause(world, random);
    await checkDocuments(world, run.firstSeen);
  }
  return run;
}

/**
 * Adds the hashes of ready documents to `firstSeen`. Throws when a document has changed since it was first seen, or when its
 * bytes do not have the hash of its row.
 */
export async function checkDocuments(world: RecoveryWorld, firstSeen: Map<string, string>): Promise<void> {
  for (const { invoice, state, sha256, key } of await world.documents()) {
    if (state !== 'ready') continue;
    const bytes = await world.app.documents.get(key ?? '');
    if (!bytes || sha256Of(bytes) !== sha256)
      throw new Error(`the bytes of ${invoice} do not have the hash of its row`);
    if ((firstSeen.get(invoice) ?? sha256) !== sha256) throw new Error(`the document of ${invoice} has changed`);
    firstSeen.set(invoice, sha256);
  }
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  const rest = [...items];
  return items.flatMap(() => rest.splice(random.whole(0, rest.length - 1), 1));
}
