import { dishonestConditions } from './dishonest/conditions.ts';
import { falseAmounts } from './dishonest/falseAmounts.ts';
import { falseLabels } from './dishonest/falseLabels.ts';
import { falseRows } from './dishonest/falseRows.ts';
import { hiddenAlways } from './dishonest/hiddenAlways.ts';
import { hiddenInMarkup } from './dishonest/hiddenInMarkup.ts';
import { hiddenOnOccasion } from './dishonest/hiddenOnOccasion.ts';
import type { DishonestLayout } from './dishonest/layout.ts';
import { dishonestMoved } from './dishonest/moved.ts';
import { onceLetThrough } from './dishonest/onceLetThrough.ts';

/**
 * Layouts that drop or fake a fact of an invoice, each a small edit of an honest one. Either publishing refuses the layout, or
 * reading back the first document finds the cheat. `invoiceAt(occasion)` gives an invoice on which the cheat shows.
 */
export const dishonestLayouts: readonly DishonestLayout[] = [
  ...onceLetThrough,
  ...dishonestConditions,
  ...hiddenOnOccasion,
  ...hiddenAlways,
  ...hiddenInMarkup,
  ...dishonestMoved,
  ...falseLabels,
  ...falseAmounts,
  ...falseRows,
];
