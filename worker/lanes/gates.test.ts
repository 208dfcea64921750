import { expect, it } from 'vitest';
import { openGates } from './gates.ts';

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Jobs that end when they are told to. */
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

it('a chain with hundreds of jobs has two in hand, and a neighbour’s begins at once', async () => {
  const { begun, pass } = jobs(openGates(() => false));
  for (let n = 0; n < 200; n += 1) void pass('render', 'busy', `busy ${n}`);
  void pass('render', 'neighbour', 'neighbour');
  await settle();
  expect(begun).toEqual(['busy 0', 'busy 1', 'neighbour']);
});

it('jobs beyond those that may wait are put off, and the chain’s neighbours wait as before', async () => {
  const { begun, pass } = jobs(openGates(() => false));
  const busy = Array.from({ length: 300 }, (_, n) => pass('render', 'busy', `busy ${n}`));
  expect(await busy[299]).toBeGreaterThan(0);
  void pass('render', 'neighbour', 'neighbour');
  await settle();
  expect(begun).toContain('neighbour');
});

it('chains on probation leave every place at the other gates free, and their previews pass as before', async () => {
  const { begun, pass } = jobs(openGates((chain) => chain.startsWith('slow')));
  for (let n = 0; n < 50; n += 1) void pass('render', `slow ${n}`, `slow ${n}`);
  for (let n = 0; n < 32; n += 1) void pass('render', `fast ${n}`, `fast ${n}`);
  void pass('preview', 'slow 9', 'preview');
  await settle();
  expect(begun.filter((name) => name.startsWith('slow'))).toHaveLength(4);
  expect(begun.filter((name) => name.startsWith('fast'))).toHaveLength(32);
  expect(begun).toContain('preview');
});

it('after closing no job begins, and those that wait are left to the next worker', async () => {
  const gates = openGates(() => false);
  const { begun, pass, end } = jobs(gates);
  const first = pass('preview', 'chain', 'first');
  const second = pass('preview', 'chain', 'second');
  await settle();
  gates.close();
  end('first');
  expect(await Promise.all([first, second])).toEqual([undefined, undefined]);
  expect(begun).toEqual(['first']);
});
