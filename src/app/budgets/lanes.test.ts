import { expect, it } from 'vitest';
import { Problem } from '../../domain/problem.ts';
import { inLane } from './lanes.ts';

/** Work that ends on request; `log` keeps the order. */
function steps(log: string[]) {
  return (name: string) => async () => {
    log.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve, 1));
    log.push(`${name} ends`);
    return name;
  };
}

it('work of one lane runs one by one and in order, and work of another lane in the meantime', async () => {
  const log: string[] = [];
  const step = steps(log);
  const [a, b] = ['a', 'b'].map((name) => inLane('one', 5, step(name)));
  await Promise.all([a, b, inLane('two', 5, step('other'))]);
  expect(log.filter((entry) => !entry.startsWith('other'))).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  expect(log.indexOf('other begins')).toBeLessThan(log.indexOf('a ends'));
});

it('work beyond the waiting limit is refused, and failed work neither blocks its lane nor others', async () => {
  const outcomes = await Promise.allSettled(
    Array.from({ length: 5 }, (_, index) =>
      inLane('full', 2, async () => {
        if (index === 0) throw new RangeError('broken');
        return index;
      }),
    ),
  );
  expect(outcomes.map((one) => (one.status === 'fulfilled' ? one.value : one.reason))).toEqual([
    expect.any(RangeError),
    1,
    2,
    ...Array(2).fill(expect.any(Problem)),
  ]);
  expect(await inLane('full', 0, async () => 'free')).toBe('free');
});
