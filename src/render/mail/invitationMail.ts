import type { Language } from '../../domain/format.ts';
import { plainMail } from './plainMail.ts';

type Invitation = { chainName: string; invitationUrl: string; hours: number; language: Language };

/** Asks a chain's first admin to set a password. */
export function invitationMail({ chainName, invitationUrl, hours, language }: Invitation) {
  const words = texts[language];
  return plainMail({
    subject: words.subject(chainName),
    heading: words.heading(chainName),
    paragraphs: [words.lead, words.until(hours)],
    button: { label: words.button, url: invitationUrl },
    footer: 'eFakturomat',
    language,
  });
}

const texts = {
  pl: {
    subject: (chain: string) => `Zaproszenie do zaplecza sieci ${chain}`,
    heading: (chain: string) => `${chain} jest w eFakturomacie`,
    lead: 'Ustaw hasło, a zobaczysz faktury swojej sieci i ułożysz ich wygląd.',
    until: (hours: number) => `Zaproszenie jest ważne ${hours} godziny.`,
    button: 'Ustaw hasło',
  },
  en: {
    subject: (chain: string) => `Invitation to the office of ${chain}`,
    heading: (chain: string) => `${chain} is on eFakturomat`,
    lead: 'Set a password to see the invoices of your chain and to design their layout.',
    until: (hours: number) => `The invitation is valid for ${hours} hours.`,
    button: 'Set the password',
  },
  uk: {
    subject: (chain: string) => `Запрошення до кабінету мережі ${chain}`,
    heading: (chain: string) => `${chain} — тепер в eFakturomat`,
    lead: 'Створіть пароль, щоб бачити фактури своєї мережі й налаштувати їхній вигляд.',
    until: (hours: number) => `Запрошення діє, годин: ${hours}.`,
    button: 'Створити пароль',
  },
};
