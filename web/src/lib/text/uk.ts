import type { OwnCode } from '../shared/api.ts';
import type { Text } from './pl.ts';
import { problemsUk } from './problems.uk.ts';
import { type Voice, wordingFor } from './voice.ts';

/** The texts of every page and of the start page; the others are in order.ts. */
export function ukrainian(voice: Voice): Text {
  const by = wordingFor(voice);
  const problems: Record<OwnCode, string> = problemsUk;
  return {
    problems,
    wait: (seconds) =>
      seconds < 90 ? `Спробуйте ще раз за ${seconds} с.` : `Спробуйте ще раз за ${Math.ceil(seconds / 60)} хв.`,
    common: {
      skip: 'До змісту',
      home: (chain) => `${chain}, головна сторінка`,
      myInvoices: 'Мої фактури',
      language: 'Мова',
      nip: 'NIP',
      cancel: 'Скасувати',
      close: 'Закрити',
      change: 'Змінити',
      next: 'Далі',
      retry: 'Спробувати ще раз',
      startOver: 'Почати спочатку',
      toStart: 'На початок',
      loading: 'Завантаження…',
      receiptOf: (store, day, amount) => `${store}, ${day}, ${amount}`,
      optional: 'необов’язково',
      aboutSite: 'Про сайт',
      official: { privacy: 'Приватність', terms: 'Умови', contact: 'Контакти', accessibility: 'Доступність' },
      dataNote: 'Дані потрібні лише для того, щоб виставити й надіслати фактуру.',
    },
    start: {
      title: 'Фактура до чека за хвилину',
      lead: by(
        'Відскануйте код із чека, позначте покупки й одразу завантажте фактуру.',
        'Скан коду, вибір позицій, готовий PDF. Без облікового запису.',
      ),
      scan: 'Сканувати чек',
      type: 'Ввести код',
      photo: 'Фото чека',
      camera: 'Браузер запитає дозвіл на камеру. Зображення не покидає телефона.',
      whereTitle: 'Де шукати код?',
      where: 'Унизу чека, під сумою: квадрат QR, а під ним код.',
      sampleTotal: 'SUMA PLN',
      unfinishedTitle: by('Ваша незавершена фактура', 'Незавершена фактура'),
      resume: 'Завершити',
      recentTitle: 'Останні фактури',
      all: 'Усі фактури',
    },
    lost: {
      title: 'Такої сторінки немає',
      text: 'Адреса неповна або застаріла. Перевірте її або почніть із чека.',
      broken: 'Щось пішло не так',
      brokenText: 'Оновіть сторінку. Позначені позиції збережено на цьому пристрої.',
    },
    platform: {
      title: 'Фактури до чеків для торговельних мереж',
      text: 'Кожна мережа має тут власний сайт за власною адресою. Адреса є на чеку, біля коду QR.',
      unknown: 'За цією адресою немає жодної мережі',
    },
  };
}
