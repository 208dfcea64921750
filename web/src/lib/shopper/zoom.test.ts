import { expect, it } from 'vitest';
import { clampZoom, keepPoint, nextZoom } from './zoom.ts';

it('steps go up and down and end at both ends', () => {
  expect([nextZoom(1, 1), nextZoom(1.7, 1), nextZoom(1.7, -1), nextZoom(1, -1), nextZoom(5, 1)]).toEqual([
    1.5, 2, 1.5, 1, 5,
  ]);
});

it('a pinch ends at the bounds', () => {
  expect([clampZoom(0.2), clampZoom(3.3), clampZoom(40)]).toEqual([1, 3.3, 5]);
});

it('the point under the fingers stays under the fingers', () => {
  // 100 + 50 is at 150 of the paper; twice as large it is at 300, which is 50 from the view's edge at scroll 250.
  expect(keepPoint({ x: 100, y: 0 }, { x: 50, y: 20 }, 2)).toEqual({ x: 250, y: 20 });
});
