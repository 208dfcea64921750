import { glued } from '../words.ts';

/** Every Polish sentence of the platform's own page. */
export const platformPl = glued({
  title: 'Faktury do paragonów dla sieci handlowych',
  lead: 'eFakturomat zamienia paragon w fakturę. Każda sieć ma tu własną stronę, we własnych barwach i pod własnym adresem.',
  stepsTitle: 'Jak to działa',
  steps: [
    ['Paragon', 'Kasa wysyła paragon do eFakturomatu i drukuje na nim kod QR.'],
    ['Wybór', 'Klient skanuje kod telefonem i zaznacza, co ma być na fakturze.'],
    ['Faktura', 'Plik PDF w układzie sieci jest od razu na ekranie i w skrzynce.'],
  ],
  shopperTitle: 'Masz paragon?',
  shopper:
    'Zeskanuj jego kod QR aparatem telefonu: otworzy się strona właściwej sieci. Adres jest też wydrukowany obok kodu.',
  chainTitle: 'Prowadzisz sieć?',
  chain:
    'Nową sieć dodaje operator tej platformy. Potem wygląd strony, wiadomości i faktur zmienia się samodzielnie w zapleczu sieci.',
  unknownTitle: 'Pod tym adresem nie ma żadnej strony',
  unknown:
    'Sprawdź adres na paragonie, obok kodu QR. Sieci mogło też nie być w eFakturomacie albo jej strona jest wyłączona.',
});

export type PlatformText = typeof platformPl;
