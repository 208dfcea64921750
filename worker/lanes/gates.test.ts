import { expect, it } from 'vitest';
import { openGates } from './gates.ts';

const flushPromises = () => new Promise<void>((resolve) => setImmediate(resolve));
const gatesFor = (coolsDown: (chain: string) => boolean) => openGates({ coolsDown, printSlots: 2 });

/** Jobs that end on request. */
function jobs(gates: ReturnType<typeof openGates>) {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const pass = (task: 'render' | 'preview', chain: string, name: string) =>
    gates.pass(task, chain, async () => {
      begun.push(name);
      await new Promise<void>((resolve) => ends.set(name, resolve));
    });
  return { begun, pass, end: (name: string) => ends.get(name)?.() };
}

it('a chain begins as many jobs as there are print slots, and another chain’s job begins at once', async () => {
  const { begun, pass } = jobs(gatesFor(() => false));
  for (let n = 0; n < 200; n += 1) void pass('render', 'busy', `busy ${n}`);
  void pass('render', 'neighbour', 'neighbour');
  await flushPromises();
  expect(begun).toEqual(['busy 0', 'busy 1', 'neighbour']);
});

it('chains in cooldown leave every place at the other gates free, and their previews pass as before', async () => {
  const { begun, pass } = jobs(gatesFor((chain) => chain.startsWith('slow')));
  for (let n = 0; n < 50; n += 1) void pass('render', `slow ${n}`, `slow ${n}`);
  for (let n = 0; n < 32; n += 1) void pass('render', `fast ${n}`, `fast ${n}`);
  void pass('preview', 'slow 9', 'preview');
  await flushPromises();
  expect(begun.filter((name) => name.startsWith('slow'))).toHaveLength(4);
  expect(begun.filter((name) => name.startsWith('fast'))).toHaveLength(32);
  expect(begun).toContain('preview');
});

it('after closing no job begins, and waiting jobs are left to the next worker', async () => {
  const gates = gatesFor(() => false);
  const { begun, pass, end } = jobs(gates);
  const first = pass('preview', 'chain', 'first');
  const second = pass('preview', 'chain', 'second');
  await flushPromises();
  gates.close();
  end('first');
  await Promise.all([first, second]);
  expect(begun).toEqual(['first']);
});

it('a place that is free at once is one of the gate’s, and after closing there is none', () => {
  const gates = gatesFor((chain) => chain === 'slow');
  const leave = gates.takeNow('deliver', 'chain');
  expect([leave, gates.takeNow('deliver', 'chain')]).toEqual([expect.any(Function), expect.any(Function)]);
  expect(gates.takeNow('deliver', 'chain')).toBeUndefined();
  leave?.();
  expect(gates.takeNow('deliver', 'chain')).toBeTypeOf('function');
  expect(gates.takeNow('deliver', 'slow')).toBeTypeOf('function');
  expect(gates.takeNow('deliver', 'slow')).toBeUndefined();
  gates.close();
  expect(gates.takeNow('deliver', 'other')).toBeUndefined();
});
