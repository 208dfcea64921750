import { describe, expect, it } from 'vitest';
import { openPaintOrder, type PaintOrder } from './paintOrder.ts';
import type { Box } from './printedPages.ts';

const black = [0, 0, 0];
const white = [1, 1, 1];
const sharp = { round: 0 };
/** The box of “113,87 zł”, and a box around that. */
const text: Box = [100, 50, 150, 60];
const around: Box = [90, 40, 160, 70];

function isPlain(paint: (order: PaintOrder) => void): boolean {
  const order = openPaintOrder();
  paint(order);
  return order.isPlain();
}

const writes = (order: PaintOrder, colour = black) => order.text(text, colour, 1);

describe('text is certain to be seen', () => {
  it.each<[string, (order: PaintOrder) => void]>([
    ['black on paper', (order) => writes(order)],
    ['white on a black box', (order) => [order.fill(around, sharp, black, 1), writes(order, white)]],
    ['beside a picture', (order) => [writes(order), order.picture([0, 0, 99, 99])]],
    ['inside a border', (order) => [writes(order), order.stroke(around, sharp, 1)]],
    ['inside the clip of the page', (order) => [order.clip([0, 0, 595, 842], sharp), writes(order)]],
    ['after a clip has ended', (order) => [order.clip([0, 0, 9, 9], sharp), order.popClip(), writes(order)]],
    [
      'beside the round corner of its box',
      (order) => [order.fill(around, { round: 8 }, black, 1), writes(order, white)],
    ],
  ])('%s', (_, paint) => {
    expect(isPlain(paint)).toBe(true);
  });
});

describe('text is not certain to be seen', () => {
  it.each<[string, (order: PaintOrder) => void]>([
    ['white on paper', (order) => writes(order, white)],
    ['black on a black box', (order) => [order.fill(around, sharp, black, 1), writes(order)]],
    ['half on a black box', (order) => [order.fill([90, 40, 120, 70], sharp, black, 1), writes(order, white)]],
    ['on a translucent box', (order) => [order.fill(around, sharp, black, 0.5), writes(order, white)]],
    ['in a corner of an ellipse', (order) => [order.fill(around, { round: 30 }, black, 1), writes(order, white)]],
    ['on a shape', (order) => [order.fill(around, 'other', black, 1), writes(order, white)]],
    ['on a picture', (order) => [order.picture(around), writes(order)]],
    ['under a box', (order) => [writes(order), order.fill(around, sharp, white, 1)]],
    ['under a line', (order) => [writes(order), order.stroke([100, 55, 150, 55], sharp, 1)]],
    ['under a wide border', (order) => [writes(order), order.stroke(around, sharp, 40)]],
    ['under a picture', (order) => [writes(order), order.picture(around)]],
    ['cut by a clip', (order) => [order.clip([0, 0, 120, 842], sharp), writes(order)]],
    ['inside a clip of another shape', (order) => [order.clip(around, 'other'), writes(order)]],
    ['nearly transparent', (order) => order.text(text, black, 0.3)],
    ['in a colour of four parts', (order) => order.text(text, [0, 0, 0, 1], 1)],
    ['inside a group', (order) => [order.special(), writes(order)]],
  ])('%s', (_, paint) => {
    expect(isPlain(paint)).toBe(false);
  });
});
