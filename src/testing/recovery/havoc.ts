import { setTimeout as pause } from 'node:timers/promises';
import { type Random, randomFrom } from '../../domain/random.ts';
import { browserGroups } from './processes.ts';
import { type RecoveryWorld, sha256Of } from './recoveryWorld.ts';

type Disaster = { name: string; strike(world: RecoveryWorld, random: Random): Promise<void> };

const killWorker: Disaster = {
  name: 'the worker is killed',
  async strike(world, random) {
    await (await world.worker()).kill();
    await pause(random.whole(0, 500));
    await world.worker();
  },
};
const killBrowser: Disaster = {
  name: 'Chromium is killed',
  async strike(world) {
    for (const group of await browserGroups((await world.worker()).pid)) process.kill(-group, 'SIGKILL');
  },
};
const emptyQueue: Disaster = { name: 'the queue is emptied', strike: (world) => world.store.empty() };
const endConnections: Disaster = {
  name: 'PostgreSQL ends all connections',
  strike: (world) => world.endConnections(),
};
const mailServer = (name: string, reaction: 'drop' | 'takeSilently' | number): Disaster => ({
  name: `the mail server ${name}`,
  async strike(world, random) {
    world.setReaction(reaction);
    await pause(random.whole(500, 2_000));
    world.setReaction('take');
  },
});

// Five attempts and a document is given up, so no more than four of these may cost one.
const disasters: Disaster[] = [
  ...[killWorker, killWorker, killBrowser, endConnections],
  ...[emptyQueue, emptyQueue, emptyQueue],
  mailServer('says 451', 451),
  mailServer('drops the line', 'drop'),
  mailServer('takes the mail and drops the line', 'takeSilently'),
];

export type Havoc = {
  invoices: string[];
  /** The hash of each document when it was first seen ready. */
  firstSeen: Map<string, string>;
  /** What happened, in order. */
  story: string[];
};

/** Issues two invoices before each of ten disasters, which come in an order and at moments that the seed decides. */
export async function playHavoc(world: RecoveryWorld, seed: number): Promise<Havoc> {
  const random = randomFrom(seed);
  const havoc: Havoc = { invoices: [], firstSeen: new Map(), story: [] };
  await world.worker();
  for (const disaster of shuffled(disasters, random)) {
    havoc.invoices.push(await world.issue(random.whole(1, 20)), await world.issue());
    await pause(random.whole(0, 400));
    havoc.story.push(`${havoc.invoices.length} invoices: ${disaster.name}`);
    await disaster.strike(world, random);
    await look(world, havoc.firstSeen);
  }
  return havoc;
}

/** Remembers what is ready; throws when a document is another than it was. */
export async function look(world: RecoveryWorld, firstSeen: Map<string, string>): Promise<void> {
  for (const { invoice, state, sha256, key } of await world.documents()) {
    if (state !== 'ready') continue;
    const bytes = await world.app.documents.get(key ?? '');
    if (!bytes || sha256Of(bytes) !== sha256) throw new Error(`the bytes of ${invoice} are not those of its row`);
    if ((firstSeen.get(invoice) ?? sha256) !== sha256) throw new Error(`${invoice} has another document than before`);
    firstSeen.set(invoice, sha256);
  }
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  const rest = [...items];
  return items.flatMap(() => rest.splice(random.whole(0, rest.length - 1), 1));
}
