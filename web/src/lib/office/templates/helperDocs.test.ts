import { expect, test } from 'vitest';
import { helperUses } from '../../../../../src/render/source/helpers.ts';
import { partialNames } from '../../../../../src/render/source/partials.ts';
import { blockDocs, helperDocs } from './helperDocs.ts';

test('every helper that a template may use is documented', () => {
  expect(helperDocs.map((doc) => doc.name)).toEqual(Object.keys(helperUses));
});

test.each(['invoice', 'email'] as const)(
  'every ready-made block of the %s template is documented, and no other',
  (sort) => {
    expect(blockDocs[sort].toSorted()).toEqual(partialNames(sort).toSorted());
  },
);
