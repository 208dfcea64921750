import type { Language } from '../../format.ts';
import type { LegalLabels } from '../country.ts';
import { rateLabels } from './rateLabels.ts';

export const labels: LegalLabels = {
  receiptNote,
  registerNote: {
    pl: 'Faktura, o której mowa w art. 109 ust. 3d ustawy',
    en: 'Faktura, o której mowa w art. 109 ust. 3d ustawy (an invoice to a fiscal receipt)',
    uk: 'Faktura, o której mowa w art. 109 ust. 3d ustawy (фактура до фіскального чека)',
  },
  rates: rateLabels,
};

/** "Faktura do paragonu fiskalnego nr 570". The invoice refers to a recorded sale: art. 106b(3) and (5). */
function receiptNote(numbers: readonly string[], language: Language): string {
  const list = numbers.join(', ');
  const one = numbers.length === 1;
  if (language === 'en') return `Invoice to fiscal receipt${one ? '' : 's'} no. ${list}`;
  if (language === 'uk') return `Фактура до ${one ? 'фіскального чека' : 'фіскальних чеків'} № ${list}`;
  return `Faktura do ${one ? 'paragonu fiskalnego' : 'paragonów fiskalnych'} nr ${list}`;
}
