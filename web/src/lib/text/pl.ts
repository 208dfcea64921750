import type { OwnCode } from '../shared/api.ts';
import { problemsPl } from './problems.pl.ts';
import { type Voice, wordingFor } from './voice.ts';
import { glued } from './words.ts';

export type Text = ReturnType<typeof polish>;

/** The texts of every page and of the start page; the others are in order.ts. */
export function polish(voice: Voice) {
  const by = wordingFor(voice);
  const problems: Record<OwnCode, string> = problemsPl;
  return glued({
    problems,
    wait: (seconds: number) =>
      seconds < 90 ? `Spróbuj ponownie za ${seconds} s.` : `Spróbuj ponownie za ${Math.ceil(seconds / 60)} min.`,
    common: {
      skip: 'Przejdź do treści',
      home: (chain: string) => `${chain}, strona główna`,
      myInvoices: 'Moje faktury',
      account: 'Moje konto',
      language: 'Język',
      nip: 'NIP',
      cancel: 'Anuluj',
      close: 'Zamknij',
      change: 'Zmień',
      next: 'Dalej',
      retry: 'Spróbuj ponownie',
      startOver: 'Zacznij od nowa',
      toStart: 'Wróć na początek',
      loading: 'Wczytywanie…',
      receiptOf: (store: string, day: string, amount: string) => `${store}, ${day}, ${amount}`,
      optional: 'opcjonalnie',
    },
    start: {
      title: 'Faktura do paragonu w minutę',
      lead: by(
        'Zeskanuj kod z paragonu, zaznacz zakupy i od razu pobierz fakturę.',
        'Skan kodu z paragonu, wybór pozycji, gotowy plik PDF. Bez zakładania konta.',
      ),
      scan: 'Skanuj paragon',
      type: 'Wpisz kod',
      photo: 'Zdjęcie paragonu',
      camera: by(
        'Przeglądarka zapyta Cię o zgodę na użycie aparatu. Obraz nie opuszcza telefonu.',
        'Przeglądarka zapyta o zgodę na użycie aparatu. Obraz nie opuszcza telefonu.',
      ),
      whereTitle: 'Gdzie jest kod?',
      where: 'Na dole paragonu, pod sumą: kwadrat QR, a pod nim kod.',
      sampleTotal: 'SUMA PLN',
      unfinishedTitle: by('Twoja niedokończona faktura', 'Niedokończona faktura'),
      resume: 'Dokończ',
      recentTitle: 'Ostatnie faktury',
      all: 'Wszystkie faktury',
    },
    lost: {
      title: 'Nie ma takiej strony',
      text: by(
        'Adres jest niepełny albo nieaktualny. Sprawdź go albo zacznij od paragonu.',
        'Adres jest niepełny albo nieaktualny. Faktury wystawia się na stronie głównej.',
      ),
      broken: 'Coś poszło nie tak',
      brokenText: 'Odśwież stronę. Zaznaczone pozycje są zapisane w tym urządzeniu.',
    },
    platform: {
      title: 'Faktury do paragonów dla sieci handlowych',
      text: 'Każda sieć ma tu własną stronę pod własnym adresem. Adres znajdziesz na paragonie, obok kodu QR.',
      unknown: 'Pod tym adresem nie ma żadnej sieci',
    },
  });
}
