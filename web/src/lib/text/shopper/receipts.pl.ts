import type { Wording } from '../../../../../src/contract/firstScreen/voice.ts';
import { glued, polishPlural, soon } from '../words.ts';

export type ReceiptsText = ReturnType<typeof receiptsPl>;

const remaining = (days: number) =>
  `${polishPlural(days, 'został', 'zostały', 'zostało')} ${days} ${polishPlural(days, 'dzień', 'dni', 'dni')}`;
const lines = (count: number) => `${count} ${polishPlural(count, 'pozycja', 'pozycje', 'pozycji')}`;

/** Finding a receipt and selecting from it. */
export function receiptsPl(by: Wording) {
  return glued({
    suspended: {
      title: 'Nowych faktur chwilowo tu nie wystawiamy',
      text: by(
        'Wystawione faktury nadal możesz przeczytać i pobrać.',
        'Wystawione faktury nadal można przeczytać i pobrać.',
      ),
    },
    steps: { label: 'Etapy', receipt: 'Paragon', buyer: 'Nabywca', confirm: 'Faktura' },
    finder: {
      scanTitle: by('Pokaż kod do aparatu', 'Skanowanie kodu'),
      typeTitle: 'Wpisz kod',
      starting: 'Włączamy aparat. Jeśli przeglądarka zapyta o zgodę, wybierz „Zezwól”.',
      scanning: 'Umieść kod QR z dołu paragonu w ramce.',
      refused: 'Przeglądarka nie ma zgody na aparat. Wpisz kod albo dodaj zdjęcie paragonu.',
      missing: 'Nie widzimy aparatu w tym urządzeniu. Wpisz kod albo dodaj zdjęcie paragonu.',
      failed: 'Aparat nie wystartował. Zamknij inne aplikacje, które go używają, albo wpisz kod.',
      slow: 'Nie łapie? Wpisz kod albo zrób paragonowi zdjęcie.',
      foreign: 'To nie jest kod z naszego paragonu. Szukaj kodu na samym dole.',
      camera: 'Aparat',
      cameraNumber: (number: number) => `Aparat ${number}`,
      torchOn: 'Włącz latarkę',
      torchOff: 'Wyłącz latarkę',
      view: 'Obraz z aparatu',
      code: 'Kod z paragonu',
      codeHint: (example: string) => `Na przykład ${example}`,
      find: 'Znajdź paragon',
      looking: 'Szukamy paragonu…',
      empty: 'Wpisz kod z dołu paragonu.',
      mistyped: 'W kodzie jest literówka. Porównaj go z paragonem znak po znaku.',
      shape: 'Kod ma 13 znaków, w grupach 4-4-5. Sprawdź, czy żadnego nie brakuje.',
      factors: 'Do tego kodu potrzebujemy jeszcze sumy i daty z paragonu.',
      total: 'Suma na paragonie',
      totalHint: 'Na przykład 38,97',
      totalWrong: 'Wpisz sumę tak jak na paragonie, na przykład 38,97.',
      date: 'Data zakupu',
      dateWrong: 'Wybierz datę z paragonu.',
      reading: 'Szukamy kodu na zdjęciu…',
      unreadable: 'Nie znaleźliśmy kodu na tym zdjęciu. Zrób je z bliska, prosto i przy dobrym świetle albo wpisz kod.',
      notPicture: 'Tego pliku nie da się otworzyć jako zdjęcia. Wybierz JPG lub PNG.',
      scanInstead: 'Skanuj aparatem',
      addTitle: 'Dodaj paragon',
      help: 'Pomoc sieci:',
      helpForm: 'formularz kontaktowy',
    },
    receipt: {
      title: 'Co ma być na fakturze?',
      titleWhole: 'Paragon do faktury',
      titleBlocked: 'Ten paragon',
      none: 'Nie ma tu jeszcze paragonu',
      noneText: by(
        'Zeskanuj paragon albo wpisz kod, a pokażemy, co na nim jest.',
        'Po zeskanowaniu paragonu lub wpisaniu kodu zobaczysz tu jego pozycje.',
      ),
      issuedTitle: (number: string) => `Faktura ${number} jest wystawiona`,
      issuedText: 'Ten paragon ma już fakturę. Znajdziesz ją na stronie i w e-mailu.',
      issuedOpen: 'Zobacz fakturę',
      issuedNext: 'Kolejny paragon',
      paper: (store: string, day: string) => `Paragon: ${store}, ${day}`,
      /** `left` counts the days until the deadline; below zero the chain issues the invoice all the same. */
      deadline: (day: string, left: number) => {
        if (left < 0) return `Termin minął ${day}, ale ten sklep nadal wystawi fakturę.`;
        if (left === 0) return 'Dziś jest ostatni dzień na fakturę.';
        const until = by(`Fakturę wystawisz do ${day}`, `Fakturę można wystawić do ${day}`);
        return left > soon ? `${until}.` : `${until}: ${remaining(left)}.`;
      },
      nipOnReceipt: (nip: string) => `NIP nabywcy ${nip}`,
      discount: 'Rabat',
      deposits: 'Kaucje',
      depositsNote: 'poza VAT',
      depositsHere: 'poza VAT; będą na tej fakturze',
      depositsLater: 'poza VAT; będą na fakturze z ostatnią częścią paragonu',
      depositsTaken: 'już na fakturze',
      total: 'Suma',
      toPay: 'Razem z kaucją',
      invoiced: 'już na fakturze',
      free: 'za darmo',
      shareOfDiscounts: (share: string) => `na wybrane pozycje przypada −${share}`,
      onInvoice: (part: string, all: string) => `na fakturę ${part} z ${all}`,
      remaining: (left: string, all: string) => `zostało ${left} z ${all}`,
      ofQuantity: (all: string) => `z ${all}`,
      fewer: (name: string) => `Mniej: ${name}`,
      more: (name: string) => `Więcej: ${name}`,
      quantityOf: (name: string) => `Ilość: ${name}`,
      quantityWrong: (max: string) => `Wpisz ilość większą od 0, najwyżej ${max}.`,
      quantityKept: (kept: string) => `Zostaje ${kept}.`,
      part: (name: string) => `Zmień ilość: ${name}`,
      others: (count: number) => `Pokaż pozostałe ${lines(count)}`,
      only: 'Tylko wybrane',
      all: 'Zaznacz wszystko',
      nothing: 'Odznacz wszystko',
      search: 'Szukaj na paragonie',
      noneMatch: 'Żadna pozycja nie pasuje.',
      byRate: 'Grupuj według stawki VAT',
      rateGroup: (rate: string) => `VAT ${rate}`,
      lines: 'Pozycje paragonu',
      wholeNip: 'Paragon z NIP-em trafia na fakturę w całości.',
      wholeChain: 'Na fakturę trafia cały paragon.',
      add: 'Dodaj kolejny paragon',
      already: (receipt: string) => `Ten paragon już tu jest: ${receipt}.`,
      remove: 'Usuń ten paragon',
      earlier: by('Masz też niedokończone:', 'Niedokończone:'),
      blockedSimplified:
        'Ten paragon z NIP-em do 450 zł już jest fakturą. Możesz go zaksięgować tak, jak jest; druga faktura nie jest potrzebna.',
      blockedLate: (day: string) => `Czas na fakturę minął ${day}.`,
      blockedLateWay: (store: string) => `W sprawie tego zakupu pomoże sklep ${store}.`,
      blockedFree: 'Wszystko na tym paragonie było za darmo, więc nie ma z czego wystawić faktury.',
      blockedDone: 'Wszystko z tego paragonu jest już na fakturze.',
      blockedDoneWay: by('Swoje faktury znajdziesz w „Moich fakturach”.', 'Wystawione faktury są w „Moich fakturach”.'),
      blockedDoneOwn: (count: number) =>
        count === 1 ? by('To Twoja faktura:', 'Wystawiona faktura:') : by('To Twoje faktury:', 'Wystawione faktury:'),
      blockedOther: by('Możesz zeskanować inny paragon.', 'Można zeskanować inny paragon.'),
      summary: 'Podsumowanie',
      chosen: (count: number, of: number, taken: 'part' | 'rest' | 'whole') => {
        if (taken === 'whole') return `${lines(count)}, całość`;
        if (taken === 'rest') return `${lines(count)}, wszystko, co zostało`;
        return count === of ? `${lines(count)}, w części` : `${count} z ${of} pozycji`;
      },
      goods: 'Wybrane pozycje',
      receiptDiscounts: 'Rabaty z paragonu',
      depositsLeft: (amount: string) => `Bez kaucji ${amount}: będą na fakturze z ostatnią częścią paragonu.`,
      takeWhole: 'Wybierz całość z kaucjami',
      nothingChosen: 'Zaznacz, co ma być na fakturze',
      vatDetails: 'Kwoty według stawek VAT',
      rate: 'Stawka',
      net: 'Netto',
      vat: 'VAT',
      gross: 'Brutto',
      sum: 'Razem',
      due: 'Razem z kaucją',
      issueFor: (buyer: string) => `Wystaw fakturę: ${buyer}`,
      otherBuyer: 'Inne dane',
      issuing: 'Wystawiamy…',
      waiting: by(
        'Nie ma połączenia. Wystawimy fakturę, gdy tylko wróci. Możesz zamknąć stronę i wrócić tu później.',
        'Brak połączenia. Faktura zostanie wystawiona, gdy tylko wróci.',
      ),
      changed: 'Paragon zmienił się od ostatniej wizyty. Sprawdź zaznaczone pozycje.',
    },
  });
}
