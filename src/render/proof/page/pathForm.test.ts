import * as mupdf from 'mupdf';
import { expect, it } from 'vitest';
import { formOf } from './pathForm.ts';

const upright: mupdf.Matrix = [1, 0, 0, 1, 0, 0];

function aPath(...points: [x: number, y: number][]): mupdf.Path {
  const path = new mupdf.Path();
  const [start = [0, 0], ...others] = points;
  path.moveTo(...start);
  for (const point of others) path.lineTo(...point);
  return path;
}

it('a rectangle is a box, whether its path is closed or open', () => {
  const box = aPath([0, 0], [90, 0], [90, 30], [0, 30]);
  expect(formOf(box, upright)).toEqual({ round: 0 });
  box.closePath();
  expect(formOf(box, upright)).toEqual({ round: 0 });
});

it('the radius of round corners is given in points', () => {
  const path = aPath([6, 0], [84, 0]);
  path.curveTo(87, 0, 90, 3, 90, 6);
  path.lineTo(90, 24);
  path.curveTo(90, 27, 87, 30, 84, 30);
  path.lineTo(6, 30);
  path.curveTo(3, 30, 0, 27, 0, 24);
  path.lineTo(0, 6);
  path.curveTo(0, 3, 3, 0, 6, 0);
  expect(formOf(path, upright)).toEqual({ round: 6 });
  expect(formOf(path, [0.5, 0, 0, 0.5, 0, 0])).toEqual({ round: 3 });
});

it('the radius of an ellipse reaches to its middle', () => {
  const path = aPath([45, 0]);
  path.curveTo(70, 0, 90, 7, 90, 15);
  path.curveTo(90, 23, 70, 30, 45, 30);
  path.curveTo(20, 30, 0, 23, 0, 15);
  path.curveTo(0, 7, 20, 0, 45, 0);
  expect(formOf(path, upright)).toEqual({ round: 45 });
});

it.each<[string, mupdf.Path]>([
  ['a triangle', aPath([0, 0], [90, 0], [90, 30])],
  ['a box with a notch', aPath([0, 0], [90, 0], [90, 10], [40, 10], [40, 20], [90, 20], [90, 30], [0, 30])],
  ['a bow tie', aPath([0, 0], [90, 30], [90, 0], [0, 30])],
])('%s is no box', (_, path) => {
  expect(formOf(path, upright)).toBe('other');
});

it('a turned rectangle and a rectangle with a hole are no boxes', () => {
  const box = aPath([0, 0], [90, 0], [90, 30], [0, 30]);
  expect(formOf(box, [0.9, 0.4, -0.4, 0.9, 0, 0])).toBe('other');
  box.moveTo(10, 10);
  box.lineTo(20, 10);
  expect(formOf(box, upright)).toBe('other');
});
