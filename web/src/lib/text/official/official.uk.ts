import type { OfficialText } from './official.pl.ts';

export const officialUk: OfficialText = {
  since: (version, day) => `Версія ${version}, діє від ${day}.`,
  byDefault: 'Стандартна версія.',
  edit: {
    title: 'Тексти сайту',
    lead: 'Ці сторінки є внизу сайту і всюди, де ми питаємо про дані. Доки ви не опублікуєте власний текст, показуємо стандартний. Попросіть юриста його перевірити.',
    kinds: 'Сторінка',
    languages: 'Мова',
    languageNames: { pl: 'польська', en: 'англійська', uk: 'українська' },
    source: 'Текст',
    hint: 'Порожній рядок починає абзац, «## » — заголовок, «- » — пункт списку. **Жирний**, [посилання](/contact). Дані мережі підставлять {chain}, {seller}, {nip}, {address}, {phone}, {email}, {url}; рядок із невідомими даними зникає.',
    preview: 'Перегляд',
    publish: 'Опублікувати',
    published: (version) => `Опубліковано версію ${version}.`,
    unchanged: 'Цей текст уже діє.',
    stale: 'Хтось опублікував іншу версію. Скопіюйте свій текст і оновіть сторінку.',
    versions: 'Версії',
    version: (version) => (version === 0 ? 'Стандартний текст' : `Версія ${version}`),
    inForce: 'діє',
    take: 'Завантажити',
    takeVersion: (version) => (version === 0 ? 'Завантажити стандартний текст' : `Завантажити версію ${version}`),
  },
};
