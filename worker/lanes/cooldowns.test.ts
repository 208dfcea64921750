import { expect, it } from 'vitest';
import { openCooldowns } from './cooldowns.ts';

/** The store that all workers share. */
function aStore() {
  const kept = new Set<string>();
  return { kept, save: async (chain: string) => void kept.add(chain), load: async () => [...kept], onError: () => {} };
}

it('a chain that exceeds a limit at one worker cools down at all workers, and after a restart', async () => {
  const store = aStore();
  const [one, other] = [openCooldowns(store), openCooldowns(store)];
  one.add('slow');
  expect([one.has('slow'), other.has('slow')]).toEqual([true, false]);
  await other.refresh();
  const restarted = openCooldowns(store);
  await restarted.refresh();
  expect([other.has('slow'), other.has('fast'), restarted.has('slow')]).toEqual([true, false, true]);
});

it('a refresh keeps a cooldown that is still being saved, and drops one that has ended', async () => {
  const store = aStore();
  const saved = Promise.withResolvers<void>();
  const cooldowns = openCooldowns({ ...store, save: () => saved.promise });
  cooldowns.add('slow');
  await cooldowns.refresh();
  expect(cooldowns.has('slow')).toBe(true);
  saved.resolve();
  await saved.promise;
  await new Promise(setImmediate);
  await cooldowns.refresh();
  expect(cooldowns.has('slow')).toBe(false);
});
