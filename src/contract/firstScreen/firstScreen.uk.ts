import type { Wording } from './voice.ts';
import type { FirstScreen } from './words.ts';

export const firstScreenUk = (by: Wording): FirstScreen => ({
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
