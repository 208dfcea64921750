import { glued } from '../words.ts';

/** The Polish texts for the chain's accountant: the export of a month and what does not match. */
export const booksPl = glued({
  title: 'Księgowość',
  month: 'Miesiąc',
  running: 'Ten miesiąc jeszcze trwa: lista i plik mogą się zmienić.',
  file: {
    title: 'Faktury i korekty w jednym pliku',
    lead: 'Numer, daty, FP, numer KSeF albo oznaczenie OFF, BFK lub DI, numery paragonu i kasy oraz netto, VAT i brutto każdej stawki.',
    xlsx: 'Pobierz XLSX',
    csv: 'Pobierz CSV',
    named: (format: string, month: string) => `${format}, ${month}`,
  },
  differences: {
    title: 'Niezgodności',
    lead: 'Paragony według dnia sprzedaży, faktury według dnia wystawienia.',
    none: 'Wszystko się zgadza',
    noneText: 'Paragony, faktury i KSeF tego miesiąca nie różnią się.',
    loaded: (count: number, more: boolean) => (more ? `Wczytano ${count}, jest ich więcej` : `Razem: ${count}`),
    more: 'Pokaż więcej',
    receipt: (document: string, till: string) => `Paragon ${document}, kasa ${till}`,
    dueBy: (day: string) => `termin minął ${day}`,
    kinds: {
      ksef_late: { title: 'Brak numeru KSeF po terminie', hint: 'Termin to następny dzień roboczy po wystawieniu.' },
      ksef_without_upo: { title: 'Numer KSeF bez UPO', hint: 'Faktura ma numer, ale nie ma urzędowego poświadczenia.' },
      ksef_rejected: { title: 'Odrzucone przez KSeF', hint: 'Tych faktur KSeF nie przyjął.' },
      quantity_differs: {
        title: 'Inna ilość na paragonie niż na fakturach',
        hint: 'Z paragonu ubyło co innego, niż wykazują faktury, korekty i zwroty. Zgłoś to administratorowi platformy.',
      },
      company_receipt_open: {
        title: 'Paragony firm bez faktury',
        hint: 'Sprzedaż z NIP-em, której sam paragon nie fakturuje. Fakturę wystawia się do 15. dnia następnego miesiąca.',
      },
      correction_waiting: { title: 'Korekty do decyzji', hint: 'Otwórz kolejkę korekt i zdecyduj.' },
    },
  },
});

export type BooksText = typeof booksPl;
