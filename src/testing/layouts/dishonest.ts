import { dishonestConditions } from './dishonestConditions.ts';
import { hiddenAlways, hiddenInMarkup, hiddenOnOccasion } from './dishonestHidden.ts';
import type { DishonestLayout } from './dishonestLayout.ts';
import { dishonestMoved } from './dishonestMoved.ts';
import { falseAmounts, falseLabels, falseRows } from './dishonestWords.ts';
import { theTwelve } from './theTwelve.ts';

/**
 * Layouts that drop or fake a fact of an invoice, each a small edit of an honest one. None may be published, or else be
 * found on the first document; `invoiceAt(occasion)` is an invoice on which the cheat shows.
 */
export const dishonestLayouts: readonly DishonestLayout[] = [
  ...theTwelve,
  ...dishonestConditions,
  ...hiddenOnOccasion,
  ...hiddenAlways,
  ...hiddenInMarkup,
  ...dishonestMoved,
  ...falseLabels,
  ...falseAmounts,
  ...falseRows,
];
