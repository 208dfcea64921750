import { readFileSync } from 'node:fs';
import { isolated } from '../../domain/bidi.ts';
import type { Theme } from '../../domain/chains/theme.ts';
import { formatAmount, formatDay, type Language } from '../../domain/format.ts';
import type { Currency } from '../../domain/money/currency.ts';
import type { Minor } from '../../domain/money/money.ts';
import { escapeHtml } from '../escape.ts';
import type { MailDocument } from './mailDocument.ts';
import { mailPage } from './mailPage.ts';

/** What was bought, and where the button leads that issues its invoice. `due` is in grosze. */
export type Purchase = {
  url: string;
  sales: readonly { storeName: string; saleDate: string }[];
  due: Minor;
  currency: Currency;
};

type Code = {
  code: string;
  minutes: number;
  chainName: string;
  theme: Theme;
  language: Language;
  purchase?: Purchase;
};

const css = readFileSync(new URL('codeMail.css', import.meta.url), 'utf8');

/**
 * The six digits that prove an address, in the chain's look, and the button that issues the invoice for the purchase.
 * The subject has the digits too, so a phone's notification shows them.
 */
export function mailCodeMail({ code, minutes, chainName, theme, language, purchase }: Code): MailDocument {
  const words = texts[language];
  const subject = words.subject(code, chainName);
  const bought = purchase && described(purchase, language);
  const card = [
    `<h1>${purchase ? words.press : words.heading}</h1>`,
    ...(purchase && bought ? [purchaseHtml(bought), buttonHtml(purchase.url, words.button)] : []),
    `<p class="or">${purchase ? words.orType : words.type}</p>`,
    `<p class="code">${escapeHtml(code)}</p>`,
    `<p class="until">${words.until(minutes)}</p>`,
  ];
  const body = [
    `<p class="head">${escapeHtml(chainName)}</p>`,
    `<div class="card">${card.join('\n')}</div>`,
    `<p class="foot">${escapeHtml(words.notYou)}</p>`,
  ];
  return {
    subject,
    html: mailPage({ theme, language, title: subject, css, body: body.join('\n') }),
    text: [
      purchase ? words.press : words.heading,
      ...(purchase && bought ? [`${bought.where}, ${bought.when}: ${bought.amount}`, purchase.url] : []),
      purchase ? words.orType : words.type,
      code,
      words.until(minutes),
      `-- \n${isolated(chainName)}. ${words.notYou}`,
    ].join('\n\n'),
  };
}

type Described = { where: string; when: string; amount: string };

function described({ sales, due, currency }: Purchase, language: Language): Described {
  const unique = (texts: string[]) => [...new Set(texts)].join(', ');
  return {
    where: unique(sales.map(({ storeName }) => isolated(storeName))),
    when: unique(sales.map(({ saleDate }) => formatDay(saleDate, language))),
    amount: formatAmount(due, language, currency),
  };
}

function purchaseHtml({ where, when, amount }: Described): string {
  const name = `${escapeHtml(where)}<br><span class="when">${escapeHtml(when)}</span>`;
  return `<table role="presentation" class="purchase"><tr><td>${name}</td><td class="amount">${escapeHtml(amount)}</td></tr></table>`;
}

function buttonHtml(url: string, label: string): string {
  return `<p class="act"><a class="button" href="${escapeHtml(url)}">${label}</a></p>`;
}

const texts = {
  pl: {
    subject: (code: string, chain: string) => `${code} to Twój kod | ${chain}`,
    heading: 'Twój kod do faktury',
    press: 'Faktura czeka na potwierdzenie',
    button: 'Sprawdź i wystaw fakturę',
    type: 'Wpisz go na stronie:',
    orType: 'Albo wpisz na stronie kod:',
    until: (minutes: number) => `Ważne ${minutes} minut.`,
    notYou: 'Jeśli to nie Ty prosisz o fakturę, zignoruj tę wiadomość.',
  },
  en: {
    subject: (code: string, chain: string) => `${code} is your code | ${chain}`,
    heading: 'Your code for the invoice',
    press: 'Your invoice is waiting for you to confirm it',
    button: 'Check and issue the invoice',
    type: 'Enter it on the page:',
    orType: 'Or enter this code on the page:',
    until: (minutes: number) => `Valid for ${minutes} minutes.`,
    notYou: 'If you did not ask for an invoice, ignore this message.',
  },
  uk: {
    subject: (code: string, chain: string) => `${code} — ваш код | ${chain}`,
    heading: 'Ваш код для фактури',
    press: 'Фактура чекає на підтвердження',
    button: 'Перевірити й виставити фактуру',
    type: 'Введіть його на сторінці:',
    orType: 'Або введіть на сторінці код:',
    until: (minutes: number) => `Діє ${minutes} хвилин.`,
    notYou: 'Якщо ви не просили про фактуру, не зважайте на цей лист.',
  },
};
