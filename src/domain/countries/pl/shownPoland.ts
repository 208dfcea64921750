import type { ShownCountry } from '../country.ts';
import { formatNip, isNip, normaliseNip } from './identifiers/nip.ts';
import { isPieceUnit } from './pieceUnits.ts';
import { rateLabels } from './rateLabels.ts';
import { unitName } from './unitNames.ts';

export const shownPoland: ShownCountry = {
  code: 'PL',
  currency: 'PLN',
  timeZone: 'Europe/Warsaw',
  taxId: { normalise: normaliseNip, isValid: isNip, format: formatNip },
  labels: { rates: rateLabels },
  isPieceUnit,
  unitName,
};
