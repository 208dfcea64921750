import { expect, it } from 'vitest';
import { partsOf } from './parts.ts';

const sizes = (...bytes: (number | null)[]) => bytes.map((byteSize) => ({ byteSize }));

it('what fits one mail stays together, in order', () => {
  expect(partsOf(sizes(4, 6), 10)).toEqual([sizes(4, 6)]);
});

it('the next mail begins with the document that does not fit', () => {
  expect(partsOf(sizes(4, 7, 3, 1), 10)).toEqual([sizes(4), sizes(7, 3), sizes(1)]);
});

it('a document larger than a mail goes alone, and an invoice without a document takes no room', () => {
  expect(partsOf(sizes(20, null, 10), 10)).toEqual([sizes(20), sizes(null, 10)]);
});

it('nothing is no mail', () => {
  expect(partsOf([])).toEqual([]);
});
