import { expect, it } from 'vitest';
import { Problem } from '../../domain/problem.ts';
import { openStreams } from './openStreams.ts';

it('one stream more than a session may have closes the session’s oldest, and no other session’s', () => {
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

it('a closed stream is neither counted nor closed again', () => {
  const open = openStreams({ ofSession: 1, ofNetwork: 1 });
  const closed: number[] = [];
  for (const n of [1, 2, 3]) open({ session: 'anna', network: 'one' }, () => closed.push(n))();
  expect(closed).toEqual([]);
});

it('a network at its limit is refused, whatever its sessions; another network is not', () => {
  const open = openStreams({ ofSession: 4, ofNetwork: 2 });
  const leave = open({ session: 'anna', network: 'one' }, expect.unreachable);
  open({ session: 'berta', network: 'one' }, expect.unreachable);
  expect(() => open({ session: 'celina', network: 'one' }, expect.unreachable)).toThrow(Problem);
  open({ session: 'celina', network: 'two' }, expect.unreachable);
  leave();
  open({ session: 'dorota', network: 'one' }, expect.unreachable);
});
