import { firstScreenUk } from '../../../../src/contract/firstScreen/firstScreen.uk.ts';
import { type Voice, wordingFor } from '../../../../src/contract/firstScreen/voice.ts';
import type { OwnCode } from '../shared/api.ts';
import type { Text } from './pl.ts';
import { problemsUk } from './problems.uk.ts';

/** The texts of every page and of the start page; the others are in order.ts. */
export function ukrainian(voice: Voice): Text {
  const by = wordingFor(voice);
  const first = firstScreenUk(by);
  const problems: Record<OwnCode, string> = problemsUk;
  return {
    problems,
    wait: (seconds) =>
      seconds < 90 ? `Спробуйте ще раз за ${seconds} с.` : `Спробуйте ще раз за ${Math.ceil(seconds / 60)} хв.`,
    common: {
      skip: 'До змісту',
      home: (chain) => `${chain}, головна сторінка`,
      myInvoices: first.myInvoices,
      account: 'Мій обліковий запис',
      language: 'Мова',
      nip: 'NIP',
      cancel: 'Скасувати',
      close: 'Закрити',
      change: 'Змінити',
      next: 'Далі',
      retry: 'Спробувати ще раз',
      startOver: 'Почати спочатку',
      toStart: first.toStart,
      loading: 'Завантаження…',
      receiptOf: (store, day, amount) => `${store}, ${day}, ${amount}`,
      optional: 'необов’язково',
      aboutSite: 'Про сайт',
      official: { privacy: first.privacy, terms: 'Умови', contact: 'Контакти', accessibility: 'Доступність' },
      dataNote: 'Дані потрібні лише для того, щоб виставити й надіслати фактуру.',
    },
    start: {
      title: first.title,
      lead: first.lead,
      scan: first.scan,
      type: first.type,
      photo: first.photo,
      camera: first.camera,
      whereTitle: 'Де шукати код?',
      where: 'Унизу чека, під сумою: квадрат QR, а під ним код.',
      sampleTotal: 'SUMA PLN',
      unfinishedTitle: by('Ваша незавершена фактура', 'Незавершена фактура'),
      resume: 'Завершити',
      recentTitle: 'Останні фактури',
      all: 'Усі фактури',
    },
    lost: {
      title: first.lostTitle,
      text: first.lostText,
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
