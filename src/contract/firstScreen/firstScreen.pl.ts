import type { Wording } from './voice.ts';
import type { FirstScreen } from './words.ts';

export const firstScreenPl = (by: Wording): FirstScreen => ({
  title: 'Faktura do paragonu w minutę',
  lead: by(
    'Zeskanuj kod z paragonu, zaznacz zakupy i od razu pobierz fakturę.',
    'Skan kodu z paragonu, wybór pozycji, gotowy plik PDF. Bez zakładania konta.',
  ),
  scan: 'Skanuj paragon',
  type: 'Wpisz kod',
  photo: 'Zdjęcie paragonu',
  camera: by(
    'Przeglądarka zapyta Cię o zgodę na użycie aparatu. Obraz nie opuszcza telefonu.',
    'Przeglądarka zapyta o zgodę na użycie aparatu. Obraz nie opuszcza telefonu.',
  ),
  privacy: 'Prywatność',
  lostTitle: 'Nie ma takiej strony',
  lostText: by(
    'Adres jest niepełny albo nieaktualny. Sprawdź go albo zacznij od paragonu.',
    'Adres jest niepełny albo nieaktualny. Faktury wystawia się na stronie głównej.',
  ),
  toStart: 'Wróć na początek',
  myInvoices: 'Moje faktury',
});
