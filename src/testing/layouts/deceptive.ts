import { deceptiveConditions } from './deceptive/conditions.ts';
import { falseAmounts } from './deceptive/falseAmounts.ts';
import { falseLabels } from './deceptive/falseLabels.ts';
import { falseRows } from './deceptive/falseRows.ts';
import { hiddenAlways } from './deceptive/hiddenAlways.ts';
import { hiddenInMarkup } from './deceptive/hiddenInMarkup.ts';
import { hiddenOnOccasion } from './deceptive/hiddenOnOccasion.ts';
import type { DeceptiveLayout } from './deceptive/layout.ts';
import { deceptiveMoved } from './deceptive/moved.ts';
import { onceLetThrough } from './deceptive/onceLetThrough.ts';

/**
 * Layouts that drop or fake a fact of an invoice, each a small edit of a correct one. Either publishing refuses the layout, or
 * reading back the first document finds the trick. `invoiceAt(occasion)` gives an invoice on which the trick shows.
 */
export const deceptiveLayouts: readonly DeceptiveLayout[] = [
  ...onceLetThrough,
  ...deceptiveConditions,
  ...hiddenOnOccasion,
  ...hiddenAlways,
  ...hiddenInMarkup,
  ...deceptiveMoved,
  ...falseLabels,
  ...falseAmounts,
  ...falseRows,
];
