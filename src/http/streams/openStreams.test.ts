import { expect, it } from 'vitest';
import { Problem } from '../../domain/problem.ts';
import { openStreams } from './openStreams.ts';

it('one more than a session may have closes its oldest, and no other session’s', () => {
  const open = openStreams({ ofSession: 2, ofNetwork: 100 });
  const closed: string[] = [];
  for (const [session, name] of [
    ['anna', 'a1'],
    ['berta', 'b1'],
    ['anna', 'a2'],
    ['anna', 'a3'],
    ['anna', 'a4'],
  ] as const)
    open({ session, network: 'one' }, () => closed.push(name));
  expect(closed).toEqual(['a1', 'a2']);
});

it('one that has left is neither counted nor closed', () => {
  const open = openStreams({ ofSession: 1, ofNetwork: 1 });
  const closed: number[] = [];
  for (const n of [1, 2, 3]) open({ session: 'anna', network: 'one' }, () => closed.push(n))();
  expect(closed).toEqual([]);
});

it('a network that has all it may have is refused, whatever its sessions; another is not', () => {
  const open = openStreams({ ofSession: 4, ofNetwork: 2 });
  const leave = open({ session: 'anna', network: 'one' }, expect.unreachable);
  open({ session: 'berta', network: 'one' }, expect.unreachable);
  expect(() => open({ session: 'celina', network: 'one' }, expect.unreachable)).toThrow(Problem);
  open({ session: 'celina', network: 'two' }, expect.unreachable);
  leave();
  open({ session: 'dorota', network: 'one' }, expect.unreachable);
});
