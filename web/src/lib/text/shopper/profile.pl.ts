import type { Wording } from '../../../../../src/contract/firstScreen/voice.ts';
import { glued, polishPlural } from '../words.ts';

export type ProfileText = ReturnType<typeof profilePl>;

const invoices = (count: number) => `${count} ${polishPlural(count, 'fakturę', 'faktury', 'faktur')}`;

/** The shopper's account, and the page on which an accountant answers. */
export function profilePl(by: Wording) {
  return glued({
    title: 'Moje konto',
    saved: 'Zapisane.',
    undo: 'Cofnij',
    about: {
      title: 'Dane',
      name: 'Imię i nazwisko',
      nameHint: by('Wpiszemy je za Ciebie na fakturze.', 'Trafi od razu na fakturę.'),
      language: 'Język faktur i wiadomości',
      asPage: 'taki jak strony',
      languages: { pl: 'Polski', en: 'English', uk: 'Українська' },
      save: 'Zapisz',
    },
    buyers: {
      title: by('Twoi nabywcy', 'Zapisani nabywcy'),
      none: 'Nikogo tu jeszcze nie ma. Nabywca zapisze się przy pierwszej fakturze.',
      edit: (name: string) => `Zmień: ${name}`,
      remove: (name: string) => `Usuń: ${name}`,
      removed: (name: string) => `Usunięto: ${name}.`,
      same: (count: number) => `Ten sam nabywca jest tu ${count} razy.`,
      merge: 'Połącz w jeden',
      merged: (name: string) => `Połączono. Został wpis: ${name}.`,
      editTitle: 'Dane nabywcy',
      save: 'Zapisz',
    },
    accountant: {
      title: 'Faktury do księgowości',
      lead: by(
        'Podaj adres, a faktury będą tam trafiać same. Najpierw zapytamy o zgodę jego właściciela.',
        'Faktury mogą same trafiać pod drugi adres. Najpierw zapytamy o zgodę jego właściciela.',
      ),
      address: 'E-mail księgowości',
      mode: 'Kiedy wysyłać',
      modes: { each: 'Każdą fakturę od razu', month: 'Raz w miesiącu: ZIP z fakturami i listą CSV' },
      ask: 'Wyślij prośbę o zgodę',
      asked: (address: string) =>
        `Wysłaliśmy pytanie na ${address}. Faktury zaczną tam trafiać po kliknięciu w wiadomości. Link jest ważny 7 dni.`,
      askAgain: 'Wyślij pytanie jeszcze raz',
      askedAgain: 'Wysłaliśmy pytanie jeszcze raz.',
      confirmed: (address: string) => `Faktury trafiają też na ${address}.`,
      stopped: (address: string, day: string) => `${address} nie chce faktur od ${day}.`,
      stop: 'Przestań wysyłać',
      stoppedNow: 'Faktury nie będą tam już trafiać.',
      months: 'Wysłane miesiące',
      monthState: { queued: 'wysyłamy', sent: 'wysłano', retrying: 'ponawiamy', failed: 'nie doszło' },
    },
    sessions: {
      title: 'Zalogowane urządzenia',
      lead: 'Pokazujemy tylko przeglądarkę. Nie zapisujemy miejsca ani adresu IP.',
      unknown: 'Nieznana przeglądarka',
      here: 'to urządzenie',
      seen: (when: string) => `ostatnio ${when}`,
      end: 'Wyloguj',
      endOf: (what: string) => `Wyloguj: ${what}`,
      ended: 'Wylogowano.',
      endOthers: 'Wyloguj wszędzie indziej',
    },
    passkeys: {
      title: 'Klucze dostępu',
      lead: by(
        'Odciskiem palca, twarzą albo kodem telefonu zalogujesz się bez kodu z e-maila.',
        'Logowanie odciskiem palca, twarzą albo kodem telefonu, bez kodu z e-maila.',
      ),
      none: 'Nie ma jeszcze żadnego klucza.',
      added: (day: string) => `dodany ${day}`,
      used: (day: string) => `ostatnio użyty ${day}`,
      remove: (name: string) => `Usuń klucz: ${name}`,
      removed: (name: string) => `Usunięto klucz: ${name}.`,
    },
    consent: {
      title: 'Faktury elektroniczne',
      accepted: (when: string) => `Zgoda z ${when}.`,
      none: 'Zgodę na faktury elektroniczne daje się przy pierwszej fakturze. Na razie jej nie ma.',
      ended: (when: string) => `Zgoda wycofana ${when}. Następna wystawiona tu faktura będzie nową zgodą.`,
      withdraw: 'Wycofaj zgodę',
      ask: 'Wycofać zgodę na faktury elektroniczne?',
      consequence:
        'Wystawione faktury zostają ważne i nadal tu są. Następną wystawimy dopiero po nowej zgodzie; o fakturę na papierze można poprosić w sklepie.',
      done: 'Zgoda jest wycofana.',
    },
    data: {
      title: by('Twoje dane', 'Dane konta'),
      exportLead: 'Jeden plik ZIP: dane konta w formacie JSON i wszystkie faktury w PDF.',
      exportAll: 'Pobierz wszystko',
      erase: 'Usuń konto',
      eraseTitle: 'Usunąć konto?',
      gone: 'Znikną: adres e-mail, imię i nazwisko, zapisani nabywcy, adres księgowości i wszystkie zalogowania. Tego nie da się cofnąć.',
      kept: (count: number, day: string) =>
        `Prawo każe sprzedawcy przechować ${invoices(count)} do ${day}, ale po usunięciu konta nie otworzysz ich tutaj: najpierw je pobierz.`,
      noneKept: 'Nie ma tu żadnych faktur, więc nie zostanie nic.',
      eraseNow: 'Usuń konto na zawsze',
      proveFirst: 'Zanim usuniemy konto, sprawdzimy jeszcze raz, że to właściwa osoba.',
      erased: 'Konto jest usunięte.',
    },
    ask: {
      title: 'Faktury na ten adres',
      lead: (from: string, chain: string, address: string) =>
        `${from} chce wysyłać faktury z zakupów w sieci ${chain} na adres ${address}.`,
      each: 'Każda faktura przyjdzie osobno, zaraz po wystawieniu.',
      month: 'Pierwszego dnia miesiąca przyjdzie ZIP z fakturami z poprzedniego miesiąca i listą CSV.',
      agree: 'Zgadzam się',
      refuse: 'Nie chcę tych faktur',
      agreed: 'Gotowe. Faktury będą tu przychodzić. Ta strona i link w każdej wiadomości pozwalają to zatrzymać.',
      refused: 'Gotowe. Na ten adres nic więcej nie przyjdzie.',
    },
  });
}
