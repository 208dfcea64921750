import type { ShownCountry } from '../country.ts';
import { formatNip, isNip, normaliseNip } from './identifiers/nip.ts';

export const shownPoland: ShownCountry = {
  code: 'PL',
  currency: 'PLN',
  timeZone: 'Europe/Warsaw',
  taxId: { normalise: normaliseNip, isValid: isNip, format: formatNip },
};
