import type { Theme } from '../../domain/chains/theme.ts';
import type { Language } from '../../domain/format.ts';
import { plainMail } from './plainMail.ts';

type Code = { code: string; minutes: number; chainName: string; theme: Theme; language: Language };

/**
 * A mail with the six-digit code that confirms an address. The subject has the code too, so a phone's notification shows
 * it.
 */
export function mailCodeMail({ code, minutes, chainName, theme, language }: Code) {
  const words = texts[language];
  return plainMail({
    subject: words.subject(code, chainName),
    heading: words.heading,
    paragraphs: [words.lead(minutes)],
    code,
    footer: words.footer(chainName),
    colours: theme.light,
    language,
  });
}

const texts = {
  pl: {
    subject: (code: string, chain: string) => `${code} to Twój kod | ${chain}`,
    heading: 'Twój kod do faktury',
    lead: (minutes: number) => `Wpisz go na stronie. Jest ważny ${minutes} minut.`,
    footer: (chain: string) => `${chain}. Jeśli to nie Ty prosisz o kod, zignoruj tę wiadomość.`,
  },
  en: {
    subject: (code: string, chain: string) => `${code} is your code | ${chain}`,
    heading: 'Your code for the invoice',
    lead: (minutes: number) => `Enter it on the page. It is valid for ${minutes} minutes.`,
    footer: (chain: string) => `${chain}. If you did not ask for a code, ignore this message.`,
  },
};
