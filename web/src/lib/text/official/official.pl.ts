import { glued } from '../words.ts';

export type OfficialText = typeof officialPl;

/** The pages with the chain's official texts, and their editor. */
export const officialPl = glued({
  since: (version: number, day: string) => `Wersja ${version}, obowiązuje od ${day}.`,
  byDefault: 'Wersja podstawowa.',
  edit: {
    title: 'Teksty strony',
    lead: 'Te strony są w stopce i wszędzie tam, gdzie pytamy o dane. Dopóki nie opublikujesz własnego tekstu, widać tekst podstawowy. Poproś prawnika, żeby go sprawdził.',
    kinds: 'Strona',
    languages: 'Język',
    languageNames: { pl: 'polski', en: 'angielski', uk: 'ukraiński' },
    source: 'Tekst',
    hint: 'Pusty wiersz zaczyna akapit, „## ” nagłówek, „- ” punkt listy. **Pogrubienie**, [odnośnik](/contact). Dane sieci wstawią: {chain}, {seller}, {nip}, {address}, {phone}, {email}, {url}; wiersz z nieznaną daną znika.',
    preview: 'Podgląd',
    publish: 'Opublikuj',
    published: (version: number) => `Opublikowano wersję ${version}.`,
    unchanged: 'Ten tekst już obowiązuje.',
    stale: 'Ktoś opublikował inną wersję. Skopiuj swój tekst i odśwież stronę.',
    versions: 'Wersje',
    version: (version: number) => (version === 0 ? 'Tekst podstawowy' : `Wersja ${version}`),
    inForce: 'obowiązuje',
    take: 'Wczytaj',
    takeVersion: (version: number) => (version === 0 ? 'Wczytaj tekst podstawowy' : `Wczytaj wersję ${version}`),
  },
});
