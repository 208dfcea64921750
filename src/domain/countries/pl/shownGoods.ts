import type { ShownGoods } from '../country.ts';
import { rateLabels } from './rateLabels.ts';
import { isPieceUnit, unitName } from './units.ts';

export const polishGoods: ShownGoods = { labels: { rates: rateLabels }, isPieceUnit, unitName };
