import { type CssSentences, cssSentencesIn, type TemplateErrorSentences } from './templateErrorSentences.ts';

const css: CssSentences = {
  tags: 'styl nie może zawierać znaczników',
  bracket_unopened: 'nawias niczego nie zamyka',
  bracket_unclosed: 'nawias nie jest zamknięty',
  brackets_too_deep: 'za dużo zagnieżdżonych nawiasów',
  quote_unclosed: 'cudzysłów nie jest zamknięty',
  comment_unclosed: 'komentarz nie jest zamknięty',
  url_unreadable: 'tego url nie da się odczytać',
  url_outside: 'url() przyjmuje tylko wbudowany obraz: data:image/png;base64,…',
  backslash: 'ukośnik „\\” może stać tylko w cudzysłowie',
  unreadable: 'tego nie da się odczytać jako CSS',
  name_refused: 'nie można użyć {name}',
};

/** The sentences beside a template's errors, in Polish. */
export const templateErrorsPl: TemplateErrorSentences = {
  'template.too_large': {
    characters: 'Szablon może mieć najwyżej {most} znaków, a ma {length}.',
    elements: 'Za dużo znaczników nie jest zamkniętych.',
  },
  'template.too_deep': {
    mustaches: 'Szablon może mieć najwyżej {most} razy klamry {{…}} i {most} nawiasów.',
    blocks: 'Bloki są zagnieżdżone głębiej niż {most}.',
    parentheses: 'Nawiasy są zagnieżdżone głębiej niż {most}.',
    elements: 'Znaczniki są zagnieżdżone głębiej niż {most}.',
    unclosed: 'Więcej niż {most} znaczników nie jest zamkniętych.',
  },
  'template.too_slow': {
    check: 'Ten szablon zabiera za dużo czasu lub pamięci. Uprość go.',
    samples: 'Przykładowe faktury drukują się zbyt długo. Uprość szablon.',
    print: 'Przykładowa faktura zabiera za dużo czasu lub pamięci. Uprość szablon.',
  },
  'template.syntax': {
    mismatch: '{{/{closed}}} zamyka {{#{opened}}}.',
    unfinished: 'Szablon kończy się przed zamknięciem klamer lub bloku.',
    unopened: 'To zamyka blok, którego nikt nie otworzył.',
    invalid: 'Takiego zapisu nie może być w klamrach.',
    unreadable: 'Tych klamer nie da się odczytać.',
    backslash: 'Przed klamrami nie może stać „\\”.',
    raw_block: 'Bloków w czterech klamrach nie można użyć.',
    character: 'Tego znaku nie można użyć.',
  },
  'template.render_failed': {
    message: 'Z tego szablonu nie udało się zrobić dokumentu: {message}',
    unknown: 'Z tego szablonu nie udało się zrobić dokumentu.',
  },
  'template.not_printed': {
    missing: 'Na wydruku nie ma pola „{fact}”, a wymaga go prawo.',
    hidden: 'Na wydruku nie widać pola „{fact}”, a wymaga go prawo.',
  },
  'template.too_small': '„{fact}” wychodzi mniejsze niż 7 punktów.',
  'template.misplaced': '„{fact}” nie stoi na swoim miejscu albo obok słów, które to nazywają.',
  'template.foreign': {
    repeated: '„{fact}” drukuje się więcej niż raz.',
    fact: 'Obok „{fact}” stoi coś, co nie należy do faktury.',
    words: 'Obok „{fact}” stoją słowa, które zmieniają znaczenie.',
    amount: 'Obok „{fact}” stoi kwota, która nie należy do faktury.',
    ambiguous: '„{fact}” można wziąć za inną kwotę.',
    link: 'Odnośnik na fakturze nie zaczyna się od https ani mailto.',
  },
  'syntax.refused': {
    decorator: 'Dekoratorów, bloków {{#*inline}} i {{#> …}} nie można użyć.',
    fixed_value: 'Klamry drukują pole, nie stałą wartość.',
    block_parameters: 'Parametrów bloku („as |…|”) nie można użyć.',
    named_parameters: '„{name}” nie przyjmuje nazwanych parametrów.',
    literal: 'Tu może stać tylko tekst w cudzysłowie, liczba, true albo false.',
    partial_name: 'Po „>” musi stać stała nazwa bloku.',
    partial_parameters: 'Blok po „>” nie przyjmuje parametrów.',
  },
  'field.unknown': 'Nie ma tu pola „{field}”.',
  'field.not_printable': {
    flag: '„{field}” to prawda albo fałsz, nie da się tego wydrukować.',
    list: '„{field}” to lista, nie da się jej wydrukować.',
    group: '„{field}” to grupa, nie da się jej wydrukować.',
  },
  'field.not_a_list': '„{field}” nie jest listą, a {{#each}} jej potrzebuje.',
  'helper.unknown': 'Nie ma funkcji „{name}”.',
  'helper.arguments': {
    place: 'Funkcji „{name}” nie można tu użyć.',
    count: 'Liczba parametrów funkcji „{name}”: potrzeba {wanted}, a podano {given}.',
  },
  'label.unknown': {
    named: 'Nie ma stałego napisu „{name}”.',
    not_text: 'Nazwa stałego napisu musi być w cudzysłowie.',
  },
  'partial.unknown': 'Nie ma bloku „{name}”.',
  'partial.place': 'Blok „{name}” nie może stać wewnątrz {{#each}}.',
  'mustache.raw': 'Wydruk bez zabezpieczenia jest niedozwolony: wystarczą dwie klamry, bez „&”.',
  'mustache.place': {
    nowhere: 'Klamry {{…}} nie mogą stać w tym miejscu.',
    partial: 'Blok {{> …}} może stać tylko między znacznikami.',
    no_space: 'Klamry {{…}} w znaczniku muszą stać po spacji.',
    attribute_name: 'Klamry {{…}} nie mogą stać w nazwie atrybutu.',
    attribute: 'Klamry {{…}} nie mogą stać w atrybucie {name}.',
    comment: 'Klamry {{…}} nie mogą stać w komentarzu HTML.',
    style: 'Klamry {{…}} nie mogą stać w <style>: użyj klasy.',
    end_tag: 'Klamry {{…}} nie mogą stać w znaczniku zamykającym.',
  },
  'mustache.unquoted': 'Wartość atrybutu {name} musi być w cudzysłowie: {name}="{{…}}".',
  'html.element': {
    refused: 'Znacznika <{name}> nie można użyć.',
    drawing_text: 'Tekstu w rysunku nie można użyć: czytany jest tylko jego tytuł.',
    moved: 'Przeglądarka przenosi to w inne miejsce, więc nie może to tu stać.',
    no_tag: 'Ten „<” nie otwiera żadnego znacznika. Sam znak zapisz jako &lt;',
    left_out: 'Przeglądarka to pomija.',
    parser: 'Przeglądarka czyta to inaczej, niż jest zapisane ({fault}).',
  },
  'html.attribute': {
    refused: 'Atrybutu {name} nie można użyć.',
    parser: 'Przeglądarka czyta ten atrybut inaczej, niż jest zapisany ({fault}).',
  },
  'html.value': {
    ...cssSentencesIn('W tym stylu: {}.', css),
    src: 'src przyjmuje tylko wbudowany obraz: data:image/png;base64,…',
    href: 'href może stać tylko w <a> i zaczynać się od https:// albo mailto:',
    outside: 'Atrybut {name} nie może odwoływać się do niczego z zewnątrz.',
    parser: 'Przeglądarka czyta tę wartość inaczej, niż jest zapisana ({fault}).',
  },
  'html.unclosed': {
    element: 'Znacznik <{name}> nie jest zamknięty albo zamyka go znacznik, który nie może w nim stać.',
    comment: 'Komentarz nie jest zamknięty.',
    tag: 'Ten znacznik nie kończy się znakiem „>”.',
  },
  'html.unexpected_end': {
    nothing: 'Ten znacznik niczego nie zamyka.',
    other: 'Ten znacznik niczego nie zamyka: otwarty jest <{open}>.',
  },
  'html.block': 'Każda gałąź tego bloku musi zamykać te znaczniki, które otwiera, i żadnych innych.',
  'css.refused': cssSentencesIn('W <style>: {}.', css),
  'fact.missing': {
    never: 'Szablon nie pokazuje pola „{fact}”, a wymaga go prawo.',
    attribute: 'Pola „{fact}” nikt tu nie przeczyta, na przykład w atrybucie, a wymaga go prawo.',
    if_true:
      'Szablon pokazuje pole „{fact}” tylko wtedy, gdy spełniony jest warunek „{condition}”, a prawo wymaga go zawsze, gdy ono jest.',
    if_false:
      'Szablon pokazuje pole „{fact}” tylko wtedy, gdy niespełniony jest warunek „{condition}”, a prawo wymaga go zawsze, gdy ono jest.',
    if_entries:
      'Szablon pokazuje pole „{fact}” tylko wtedy, gdy lista „{condition}” nie jest pusta, a prawo wymaga go zawsze, gdy ono jest.',
    if_no_entries:
      'Szablon pokazuje pole „{fact}” tylko wtedy, gdy lista „{condition}” jest pusta, a prawo wymaga go zawsze, gdy ono jest.',
  },
  'theme.json': {
    comma: 'Brakuje tu przecinka.',
    colon: 'Brakuje tu dwukropka.',
    name: 'Brakuje tu nazwy w cudzysłowie; po ostatniej wartości nie ma przecinka.',
    value: 'Brakuje tu wartości.',
    unclosed: 'Nawias nie jest zamknięty.',
    text: 'Ten tekst w cudzysłowie nie jest poprawnym JSON-em.',
    number: 'Ta liczba nie jest poprawnym JSON-em.',
    comment: 'JSON nie ma komentarzy.',
    end: 'Motyw kończy się przed tym miejscem.',
    symbol: 'To nie jest poprawny JSON.',
    too_deep: 'Grupy są zagnieżdżone głębiej niż {most}.',
  },
  'theme.repeated': '„{token}” stoi tu drugi raz.',
  'theme.missing': 'Brakuje „{token}”.',
  'theme.unknown': 'Motyw nie ma „{token}”.',
  'theme.invalid': {
    whole: 'Motyw to obiekt w klamrach {…}.',
    group: '„{token}” musi być grupą w klamrach {…}.',
    color: '„{token}” musi być kolorem, na przykład #1b5e20.',
    choice: '„{token}” musi być jedną z wartości: {choices}.',
    number: '„{token}” musi być liczbą całkowitą od {least} do {most}.',
    text: '„{token}” musi być tekstem, od {least} do {most} znaków.',
  },
  'theme.contrast': 'Za mały kontrast „{token}” na „{back}”: {ratio}:1, a potrzeba {least}:1.',
  'logo.too_large': {
    characters: 'Logo jest za duże: najwyżej {most} znaków.',
    parts: 'Logo ma za dużo części.',
  },
  'logo.not_svg': 'Logo musi być jednym <svg>.',
  'logo.element': {
    refused: 'Znacznika <{name}> nie można użyć w logo.',
    text: 'W logo nie może być tekstu: zamień go na kształty.',
  },
  'logo.attribute': {
    refused: 'Atrybutu {name} nie można użyć w logo.',
    no_view_box: '<svg> logo musi mieć viewBox.',
  },
  'logo.value': {
    attribute: 'Takiej wartości atrybutu {name} nie można użyć w logo.',
    entity: 'Encji, takich jak &nbsp;, nie można użyć w logo.',
  },
  'logo.malformed': {
    attribute: 'Wartość atrybutu {name} w logo musi być w cudzysłowie.',
    parser: 'Logo nie jest poprawnym rysunkiem SVG ({fault}).',
    unclosed: 'W logo znacznik <{name}> nie jest zamknięty.',
    unexpected_end: 'W logo znacznik zamyka nie to, co nazywa.',
    unreadable: 'Logo nie jest poprawnym rysunkiem SVG.',
  },
};

export const extrasPl = { meant: 'Czy chodziło o „{meant}”?', block: 'Dodaj je albo wstaw {{> {block}}}.' };
