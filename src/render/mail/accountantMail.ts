import type { Theme } from '../../domain/chains/theme.ts';
import type { Language } from '../../domain/format.ts';
import { formatMonth } from '../../domain/formatMonth.ts';
import type { AccountantMode } from '../../domain/invoices/accountant.ts';
import { plainMail } from './plainMail.ts';

type Asked = { from: string; chainName: string; url: string; theme: Theme; language: Language };

/** Asks the reader of an address whether invoices may be sent there. The link only leads to a page with a button. */
export function accountantMail({ from, chainName, url, mode, theme, language }: Asked & { mode: AccountantMode }) {
  const words = texts[language];
  return plainMail({
    subject: words.subject(chainName),
    heading: words.heading,
    paragraphs: [words.lead(from, chainName), words.how[mode], words.nothing],
    button: { label: words.button, url },
    footer: chainName,
    colours: theme.light,
    language,
  });
}

type Month = Asked & { month: string; count: number; part: number; of: number };

/** The mail that carries a month's invoices. Its footer leads to the page that stops these mails. */
export function monthMail({ from, chainName, url, month, count, part, of, theme, language }: Month) {
  const words = texts[language];
  const monthName = formatMonth(month, language);
  return plainMail({
    subject: `${words.monthSubject(monthName, chainName)}${of > 1 ? ` (${part}/${of})` : ''}`,
    heading: words.monthHeading(monthName),
    paragraphs: [words.monthLead(from, chainName, count), words.list, ...(of > 1 ? [words.part(part, of)] : [])],
    link: { label: words.stop, url },
    footer: chainName,
    colours: theme.light,
    language,
  });
}

/** Stands below an invoice that goes to an accountant. */
export function accountantNote({ from, url, language }: { from: string; url: string; language: Language }) {
  const words = texts[language];
  return { text: words.note(from), link: { label: words.stop, url } };
}

const texts = {
  pl: {
    subject: (chain: string) => `Faktury z ${chain}: czy mają tu przychodzić?`,
    heading: 'Czy faktury mają przychodzić na ten adres?',
    lead: (from: string, chain: string) => `${from} chce wysyłać Ci swoje faktury z zakupów w sieci ${chain}.`,
    how: {
      each: 'Każda faktura przyjdzie osobno, zaraz po wystawieniu.',
      month: 'Pierwszego dnia miesiąca przyjdzie jeden plik ZIP z fakturami z poprzedniego miesiąca i listą CSV.',
    },
    nothing: 'Bez Twojej zgody nic nie wyślemy. Link jest ważny 7 dni.',
    button: 'Zobacz i potwierdź',
    monthSubject: (month: string, chain: string) => `Faktury za ${month} | ${chain}`,
    monthHeading: (month: string) => `Faktury za ${month}`,
    monthLead: (from: string, chain: string, count: number) => `Od: ${from}. Sieć: ${chain}. Liczba faktur: ${count}.`,
    list: 'W załączniku są pliki PDF i lista w pliku CSV, który otworzy arkusz kalkulacyjny.',
    part: (part: number, of: number) => `To część ${part} z ${of}: wszystko nie zmieściło się w jednej wiadomości.`,
    note: (from: string) => `Tę fakturę przesyła Ci ${from}.`,
    stop: 'Nie chcę dostawać tych faktur',
  },
  en: {
    subject: (chain: string) => `Invoices from ${chain}: should they arrive here?`,
    heading: 'Should invoices arrive at this address?',
    lead: (from: string, chain: string) => `${from} wants to send you invoices for purchases at ${chain}.`,
    how: {
      each: 'Each invoice arrives by itself, as soon as it is issued.',
      month: 'On the first day of a month one ZIP file arrives with the invoices of the month before and a CSV list.',
    },
    nothing: 'Nothing is sent unless you agree. The link is valid for 7 days.',
    button: 'See and confirm',
    monthSubject: (month: string, chain: string) => `Invoices of ${month} | ${chain}`,
    monthHeading: (month: string) => `Invoices of ${month}`,
    monthLead: (from: string, chain: string, count: number) => `From: ${from}. Chain: ${chain}. Invoices: ${count}.`,
    list: 'The attachment holds the PDFs and a list as a CSV file, which a spreadsheet opens.',
    part: (part: number, of: number) => `This is part ${part} of ${of}: not everything fitted one message.`,
    note: (from: string) => `${from} sends you this invoice.`,
    stop: 'I do not want these invoices',
  },
  uk: {
    subject: (chain: string) => `Фактури з ${chain}: чи надсилати їх сюди?`,
    heading: 'Чи надсилати фактури на цю адресу?',
    lead: (from: string, chain: string) => `${from} хоче надсилати вам свої фактури за покупки в мережі ${chain}.`,
    how: {
      each: 'Кожна фактура надійде окремо, щойно її виставлено.',
      month: 'Першого дня місяця надійде один файл ZIP із фактурами за попередній місяць і списком CSV.',
    },
    nothing: 'Без вашої згоди нічого не надішлемо. Посилання діє 7 днів.',
    button: 'Переглянути й підтвердити',
    monthSubject: (month: string, chain: string) => `Фактури за ${month} | ${chain}`,
    monthHeading: (month: string) => `Фактури за ${month}`,
    monthLead: (from: string, chain: string, count: number) =>
      `Від: ${from}. Мережа: ${chain}. Кількість фактур: ${count}.`,
    list: 'До листа додано файли PDF і список у файлі CSV, який відкриє електронна таблиця.',
    part: (part: number, of: number) => `Це частина ${part} з ${of}: усе не вмістилося в один лист.`,
    note: (from: string) => `Цю фактуру надсилає вам ${from}.`,
    stop: 'Не хочу отримувати цих фактур',
  },
};
