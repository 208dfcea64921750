import { firstScreenPl } from '../../../../src/contract/firstScreen/firstScreen.pl.ts';
import { type Voice, wordingFor } from '../../../../src/contract/firstScreen/voice.ts';
import type { OwnCode } from '../shared/api.ts';
import { problemsPl } from './problems.pl.ts';
import { glued } from './words.ts';

export type Text = ReturnType<typeof polish>;

/** The texts of every page and of the start page; the others are in order.ts. */
export function polish(voice: Voice) {
  const by = wordingFor(voice);
  const first = firstScreenPl(by);
  const problems: Record<OwnCode, string> = problemsPl;
  return glued({
    problems,
    wait: (seconds: number) =>
      seconds < 90 ? `Spróbuj ponownie za ${seconds} s.` : `Spróbuj ponownie za ${Math.ceil(seconds / 60)} min.`,
    common: {
      skip: 'Przejdź do treści',
      home: (chain: string) => `${chain}, strona główna`,
      myInvoices: first.myInvoices,
      account: 'Moje konto',
      language: 'Język',
      nip: 'NIP',
      cancel: 'Anuluj',
      close: 'Zamknij',
      change: 'Zmień',
      next: 'Dalej',
      retry: 'Spróbuj ponownie',
      startOver: 'Zacznij od nowa',
      toStart: first.toStart,
      loading: 'Wczytywanie…',
      receiptOf: (store: string, day: string, amount: string) => `${store}, ${day}, ${amount}`,
      optional: 'opcjonalnie',
      aboutSite: 'O stronie',
      official: { privacy: first.privacy, terms: 'Regulamin', contact: 'Kontakt', accessibility: 'Dostępność' },
      dataNote: 'Danych używamy tylko do wystawienia i wysłania faktury.',
    },
    start: {
      title: first.title,
      lead: first.lead,
      scan: first.scan,
      type: first.type,
      photo: first.photo,
      camera: first.camera,
      whereTitle: 'Gdzie jest kod?',
      where: 'Na dole paragonu, pod sumą: kwadrat QR, a pod nim kod.',
      sampleTotal: 'SUMA PLN',
      unfinishedTitle: by('Twoja niedokończona faktura', 'Niedokończona faktura'),
      resume: 'Dokończ',
      recentTitle: 'Ostatnie faktury',
      all: 'Wszystkie faktury',
    },
    lost: {
      title: first.lostTitle,
      text: first.lostText,
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
