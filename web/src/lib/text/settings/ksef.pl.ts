import { glued, polishPlural } from '../words.ts';

const days = (count: number) => `${count} ${polishPlural(count, 'dzień', 'dni', 'dni')}`;

export type KsefText = typeof ksefPl;

/** The office's page about KSeF. */
export const ksefPl = glued({
  title: 'KSeF',
  lead: 'KSeF to państwowy rejestr faktur. Faktura dla firmy liczy się dopiero wtedy, gdy rejestr nada jej numer.',
  state: {
    off: 'KSeF jest wyłączony w tej instalacji. Włącza go osoba, która ją prowadzi.',
    noAccess: 'Faktury dla firm nie trafiają do KSeF, bo sieć nie podała jeszcze dostępu.',
    stopped: 'Wysyłanie jest wyłączone: nowe faktury dla firm nie trafiają do KSeF.',
    expired: 'Certyfikat stracił ważność, więc faktury dla firm czekają. Wpisz nowy.',
    refused: 'KSeF nie przyjmuje dostępu tej sieci, więc faktury dla firm czekają. Wpisz nowy token albo certyfikat.',
    unreadable: 'Zapisanego dostępu nie da się odczytać, więc faktury dla firm czekają. Wpisz go ponownie.',
    working: 'Każda nowa faktura dla firmy trafia do KSeF od razu po wystawieniu.',
  },
  environment: {
    test: 'Środowisko testowe: numery nie mają mocy prawnej.',
    demo: 'Środowisko przedprodukcyjne: numery nie mają mocy prawnej.',
    production: 'Środowisko produkcyjne.',
    own: 'Własny serwer tej instalacji: numery nie mają mocy prawnej.',
  },
  sending: {
    on: 'Włącz wysyłanie',
    off: 'Wyłącz wysyłanie',
    onTitle: 'Włączyć wysyłanie do KSeF?',
    onConsequences: [
      'Każda nowa faktura dla firmy trafi do KSeF i dostanie numer. Nie da się jej cofnąć, można ją tylko skorygować.',
      'Faktury wystawione wcześniej nie zostaną wysłane.',
    ],
    offTitle: 'Wyłączyć wysyłanie do KSeF?',
    offConsequences: [
      'Nowe faktury dla firm powstaną poza KSeF. Nabywca może ich nie zaksięgować, a sieć odpowiada za niewysłanie.',
      'Faktury, które już czekają, i tak zostaną wysłane.',
    ],
    turnedOn: 'Wysyłanie do KSeF jest włączone.',
    turnedOff: 'Wysyłanie do KSeF jest wyłączone.',
    cancel: 'Anuluj',
  },
  access: {
    title: 'Dostęp do KSeF',
    lead: 'Wystarczy jeden sposób. Jeśli są oba, sieć loguje się certyfikatem. Tokenu i klucza nikt już nie zobaczy, nawet administrator.',
    kind: { token: 'Token KSeF', certificate: 'Certyfikat do logowania', offline: 'Certyfikat do kodów QR' },
    about: {
      token: 'Tworzy się go na stronie KSeF z prawem do wystawiania faktur. KSeF pokazuje go tylko raz.',
      certificate: 'Certyfikat KSeF typu „Authentication” i jego klucz prywatny. Jest ważny najwyżej dwa lata.',
      offline:
        'Certyfikat KSeF typu „Offline” i jego klucz prywatny. Podpisuje drugi kod QR na potwierdzeniach, zanim faktura dostanie numer. Nie służy do logowania.',
    },
    none: 'Nie podano',
    entered: (day: string) => `Wpisano ${day}.`,
    owner: 'Właściciel',
    serial: 'Numer seryjny',
    until: (day: string) => `Ważny do ${day}.`,
    expired: (day: string) => `Stracił ważność ${day}.`,
    soon: (count: number, day: string) =>
      count === 0
        ? 'Traci ważność dzisiaj.'
        : `Traci ważność za ${days(count)}, ${day}. Wpisz nowy, zanim to się stanie.`,
    enter: { token: 'Wpisz token', certificate: 'Wpisz certyfikat', offline: 'Dodaj certyfikat Offline' },
    replace: { token: 'Zmień token', certificate: 'Zmień certyfikat', offline: 'Zmień certyfikat Offline' },
    remove: 'Usuń',
    removeTitle: { token: 'Usunąć token?', certificate: 'Usunąć certyfikat?', offline: 'Usunąć certyfikat?' },
    removeOffline: 'Potwierdzenia będą miały tylko pierwszy kod QR.',
    removeLast:
      'To jedyny dostęp. Wysyłanie się wyłączy, a faktury, które czekają, nie zostaną wysłane, dopóki nie wpiszesz nowego.',
    removeOther: 'Sieć będzie się logować drugim sposobem.',
    removed: 'Dostęp został usunięty.',
    cancel: 'Anuluj',
  },
  form: {
    token: 'Token',
    show: 'Pokaż token',
    hide: 'Ukryj token',
    certificate: 'Certyfikat',
    certificateHint: 'Plik .crt, .cer lub .pem albo jego treść.',
    privateKey: 'Klucz prywatny',
    privateKeyHint: 'Plik .key lub .pem albo jego treść.',
    file: 'Wczytaj z pliku',
    passphrase: 'Hasło do klucza',
    showPassphrase: 'Pokaż hasło',
    hidePassphrase: 'Ukryj hasło',
    passphraseHint: 'Tylko jeśli klucz jest zaszyfrowany.',
    promise: 'Zanim zapiszemy, zalogujemy się do KSeF. Jeśli KSeF odmówi, nic się nie zmieni.',
    save: 'Sprawdź i zapisz',
    saving: 'Logujemy się do KSeF…',
    saved: 'KSeF przyjął dostęp. Nowe faktury dla firm będą wysyłane.',
    missing: 'Wypełnij to pole.',
    tokenWrong: 'Token ma od 20 do 176 znaków i nie ma w nim spacji. Skopiuj go w całości.',
  },
  trial: {
    start: 'Sprawdź połączenie',
    working: 'Sprawdzamy…',
    last: (when: string) => `Ostatnie sprawdzenie: ${when}.`,
    accepted: 'KSeF odpowiedział i przyjął dostęp.',
    refused: (words: string) => `KSeF odmówił: „${words}”.`,
    no_answer: 'KSeF nie odpowiedział. To nic groźnego: faktury zaczekają i pójdą same.',
    unreadable:
      'Zapisanego dostępu nie da się odczytać: zmienił się klucz SECRETS_KEY tej instalacji. Wpisz dostęp ponownie.',
    late: 'Nie ma jeszcze odpowiedzi. Odśwież stronę za chwilę.',
  },
  queue: {
    title: 'Faktury bez numeru KSeF',
    choice: 'Które faktury',
    waiting: 'Czekają',
    stopped: 'Zatrzymane',
    none: { waiting: 'Nic nie czeka', stopped: 'Żadna faktura się nie zatrzymała' },
    noneText: {
      waiting: 'Faktura jest tu od wystawienia do otrzymania numeru, zwykle kilka sekund.',
      stopped: 'Tu pojawi się faktura, której KSeF nie przyjął albo której nie udało się wysłać.',
    },
    state: { waiting: 'czeka', rejected: 'KSeF odrzucił', failed: 'nie wysłano' },
    tried: (count: number) => (count < 2 ? 'Czeka na numer.' : `Nie udało się po ${count} próbach. Próbujemy dalej.`),
    rejected: (words: string) =>
      `Powód z KSeF: „${words}”. Ponowna wysyłka nic nie zmieni. Powiedz o tym osobie, która prowadzi tę instalację.`,
    failed: (count: number) => `Po ${count} próbach przestaliśmy. Sprawdź połączenie i wyślij jeszcze raz.`,
    again: 'Wyślij jeszcze raz',
    againFor: (number: string) => `Wyślij jeszcze raz fakturę ${number}`,
    sentAgain: (number: string) => `Faktura ${number} znów czeka na wysłanie.`,
    more: 'Pokaż więcej',
  },
});
