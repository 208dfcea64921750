import type { ThemeErrorCode } from '../../../../../src/domain/chains/theme.ts';
import type { TemplateErrorCode } from '../../../../../src/render/source/templateErrors.ts';

/** Codes of everything a template or a theme can be refused for. */
export type SourceErrorCode =
  | TemplateErrorCode
  | ThemeErrorCode
  | 'theme.json'
  | 'theme.logo'
  | 'template.render_failed'
  | 'template.not_printed'
  | 'template.too_small'
  | 'template.misplaced'
  | 'template.foreign';

/** What the server writes after a condition that hides a fact. */
export type When = 'is true' | 'is false' | 'has entries' | 'has no entries';

/**
 * `subject` is the name the server quotes, with its marks; `digits` are the ratios of a contrast that is too low; `only` is
 * the condition under which a fact is shown, with its marks, or `'unread'` for a fact that stands where nobody reads it.
 */
export type ErrorFacts = {
  subject: string;
  digits: readonly string[];
  only?: { condition: string; when: When } | 'unread';
};
export type ErrorSentences = {
  of: Record<SourceErrorCode, (facts: ErrorFacts) => string>;
  meant: (name: string) => string;
  place: (partial: string) => string;
  quotes: readonly [string, string];
};

const decimal = (text = '?') => text.replace('.', ',');

const whenPl: Record<When, (condition: string) => string> = {
  'is true': (condition) => `spełniony jest warunek ${condition}`,
  'is false': (condition) => `niespełniony jest warunek ${condition}`,
  'has entries': (list) => `lista ${list} nie jest pusta`,
  'has no entries': (list) => `lista ${list} jest pusta`,
};

/** What a designer reads beside a mistake, in Polish. */
export const templateErrorsPl: ErrorSentences = {
  quotes: ['„', '”'],
  meant: (name) => `Czy chodziło o ${name}?`,
  place: (partial) => `Dodaj je albo wstaw ${partial}.`,
  of: {
    'template.too_large': () => 'Szablon jest za długi: najwyżej 200 000 znaków.',
    'template.too_deep': () => 'W tym miejscu jest za dużo zagnieżdżeń.',
    'template.too_slow': () => 'Ten szablon zabiera za dużo czasu lub pamięci. Uprość go.',
    'template.syntax': () => 'Tego miejsca nie da się odczytać.',
    'template.render_failed': () => 'Z tego szablonu nie udało się zrobić dokumentu.',
    'template.not_printed': ({ subject }) => `Na wydruku nie widać pola ${subject}, a wymaga go prawo.`,
    'template.too_small': ({ subject }) => `${subject} wychodzi mniejsze niż 7 punktów.`,
    'template.misplaced': ({ subject }) => `${subject} nie stoi na swoim miejscu albo obok słów, które to nazywają.`,
    'template.foreign': ({ subject }) => `Obok ${subject} jest coś, co nie należy do faktury albo wprowadza w błąd.`,
    'syntax.refused': () => 'Takiego zapisu nie można tu użyć.',
    'field.unknown': ({ subject }) => `Nie ma tu pola ${subject}.`,
    'field.not_printable': ({ subject }) => `${subject} to grupa lub lista, nie da się jej wydrukować.`,
    'field.not_a_list': ({ subject }) => `${subject} nie jest listą, a {{#each}} jej potrzebuje.`,
    'helper.unknown': ({ subject }) => `Nie ma funkcji ${subject}.`,
    'helper.arguments': ({ subject }) => `Funkcji ${subject} nie można tak użyć.`,
    'label.unknown': ({ subject }) => `Nie ma stałego napisu ${subject}.`,
    'partial.unknown': ({ subject }) => `Nie ma bloku ${subject}.`,
    'partial.place': ({ subject }) => `Blok ${subject} nie może stać wewnątrz {{#each}}.`,
    'mustache.raw': () => 'Wydruk bez zabezpieczenia jest niedozwolony: wystarczą dwie klamry, bez „&”.',
    'mustache.place': () => 'Klamry {{…}} nie mogą stać w tym miejscu.',
    'mustache.unquoted': () => 'Wartość atrybutu z {{…}} musi być w cudzysłowie.',
    'html.element': () => 'Tego znacznika nie można użyć.',
    'html.attribute': () => 'Tego atrybutu nie można użyć.',
    'html.value': () => 'Takiej wartości atrybutu nie można użyć.',
    'html.unclosed': () => 'Ten znacznik nie jest zamknięty.',
    'html.unexpected_end': () => 'Ten znacznik niczego nie zamyka.',
    'html.block': () => 'Każda gałąź tego bloku musi zamykać te znaczniki, które otwiera.',
    'css.refused': () => 'Takiego stylu nie można użyć.',
    'fact.missing': ({ subject, only }) => {
      if (!only) return `Szablon nie pokazuje pola ${subject}, a wymaga go prawo.`;
      if (only === 'unread')
        return `Pola ${subject} nikt tu nie przeczyta, na przykład w atrybucie, a wymaga go prawo.`;
      return `Szablon pokazuje pole ${subject} tylko wtedy, gdy ${whenPl[only.when](only.condition)}, a prawo wymaga go zawsze, gdy ono jest.`;
    },
    'theme.json': () => 'To nie jest poprawny JSON.',
    'theme.logo': () => 'W logo jest coś, czego nie można użyć.',
    'theme.missing': () => 'Brakuje tego pola.',
    'theme.unknown': () => 'Nie znamy tego pola.',
    'theme.invalid': () => 'Ta wartość jest nieprawidłowa.',
    'theme.contrast': ({ digits }) => `Za mały kontrast: ${decimal(digits[0])}:1, a potrzeba ${decimal(digits[1])}:1.`,
  },
};
