import type { Language } from '../../domain/format.ts';

/** The words that the server writes into the page before any script runs; the web app shows the same ones. */
export type FirstScreen = Record<
  | 'title'
  | 'lead'
  | 'scan'
  | 'type'
  | 'photo'
  | 'camera'
  | 'privacy'
  | 'lostTitle'
  | 'lostText'
  | 'toStart'
  | 'myInvoices',
  string
>;

/** `ty` speaks to the reader, `neutral` states facts. */
export function firstScreen(language: Language, voice: 'ty' | 'neutral'): FirstScreen {
  const by = (ty: string, neutral: string) => (voice === 'ty' ? ty : neutral);
  return written[language](by);
}

type By = (ty: string, neutral: string) => string;

const polish = (by: By): FirstScreen => ({
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

const english = (by: By): FirstScreen => ({
  title: 'From receipt to invoice in a minute',
  lead: by(
    'Scan the code on your receipt, tick what you bought and take the invoice with you.',
    'Scan the code, choose the items, download the PDF. No account to set up.',
  ),
  scan: 'Scan the receipt',
  type: 'Type the code',
  photo: 'Photo of the receipt',
  camera: 'The browser will ask to use your camera. The picture never leaves your phone.',
  privacy: 'Privacy',
  lostTitle: 'There is no such page',
  lostText: 'The address is incomplete or out of date. Check it, or start with your receipt.',
  toStart: 'Back to the start',
  myInvoices: 'My invoices',
});

const ukrainian = (by: By): FirstScreen => ({
  title: 'Фактура до чека за хвилину',
  lead: by(
    'Відскануйте код із чека, позначте покупки й одразу завантажте фактуру.',
    'Скан коду, вибір позицій, готовий PDF. Без облікового запису.',
  ),
  scan: 'Сканувати чек',
  type: 'Ввести код',
  photo: 'Фото чека',
  camera: 'Браузер запитає дозвіл на камеру. Зображення не покидає телефона.',
  privacy: 'Приватність',
  lostTitle: 'Такої сторінки немає',
  lostText: 'Адреса неповна або застаріла. Перевірте її або почніть із чека.',
  toStart: 'На початок',
  myInvoices: 'Мої фактури',
});

const written: Record<Language, (by: By) => FirstScreen> = { pl: polish, en: english, uk: ukrainian };
