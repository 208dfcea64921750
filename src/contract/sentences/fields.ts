import { formatAmount, type Language } from '../../domain/format.ts';
import { minor } from '../../domain/money/money.ts';
import { type ProblemCode, problemCodes } from '../../domain/problem.ts';
import { contractCountry } from '../country.ts';
import { problemSentence } from './problems.ts';

type Params = Record<string, unknown>;
type Sentence = (params: Params, language: Language) => string;

/** The sentence beside one invalid field; sums that differ are shown. */
export function fieldSentence(code: string, language: Language, params: Params = {}): string {
  if (isProblemCode(code)) return problemSentence(code, language, params);
  return (sentences[language][code] ?? sentences[language]['field.invalid'] ?? (() => code))(params, language);
}

function isProblemCode(code: string): code is ProblemCode {
  return (problemCodes as readonly string[]).includes(code);
}

function amount(value: unknown, language: Language): string {
  return typeof value === 'number' ? formatAmount(minor(value), language, contractCountry.currency) : '?';
}

const sums =
  (text: (expected: string, given: string) => string): Sentence =>
  ({ expected, given }, language) =>
    text(amount(expected, language), amount(given, language));

const sentences: Record<Language, Record<string, Sentence>> = {
  pl: {
    'field.invalid': () => 'Ta wartość jest nieprawidłowa.',
    'field.required': () => 'Tego pola brakuje.',
    'field.unknown': () => 'Nie znamy tego pola.',
    'field.type': ({ type }) => `Tu ma stać wartość innego typu (${String(type ?? '?')}).`,
    'field.too_long': ({ limit }) => `Najwyżej ${String(limit)} znaków.`,
    'field.too_short': ({ limit }) => `Co najmniej ${String(limit)} znaków.`,
    'field.pattern': () => 'Ten zapis jest nieprawidłowy.',
    'field.format': ({ format }) =>
      format === 'email' ? 'To nie jest adres e-mail.' : 'Ten zapis jest nieprawidłowy.',
    'field.range': ({ comparison, limit }) =>
      `Ta liczba jest poza zakresem (${String(comparison ?? '')} ${String(limit ?? '')}).`,
    'field.too_few': ({ limit }) => `Co najmniej ${String(limit)}.`,
    'field.too_many': ({ limit }) => `Najwyżej ${String(limit)}.`,
    'field.choice': () => 'Tu może stać tylko jedna z podanych w dokumentacji wartości.',
    'receipt.differs': () => 'Ta wartość jest inna niż w zapisanym paragonie.',
    'receipt.issued_at_invalid': () => 'Tej daty i godziny nie ma w kalendarzu.',
    'rate.repeated_letter': ({ letter }) => `Litera ${String(letter)} jest w tabeli stawek dwa razy.`,
    'rate.unknown_letter': ({ letter }) => `Litery ${String(letter)} nie ma w tabeli stawek paragonu.`,
    'quantity.not_positive': () => 'Ilość musi być większa od zera.',
    'amount.too_large': () => 'Ta kwota jest za duża.',
    'discount.exceeds': sums(
      (expected, given) => `Rabat ${given} jest większy niż to, od czego się go odejmuje: ${expected}.`,
    ),
    'line.gross_differs': sums((expected, given) => `Cena × ilość − rabat daje ${expected}, a podano ${given}.`),
    'receipt.total_differs': sums((expected, given) => `Pozycje minus rabaty dają ${expected}, a podano ${given}.`),
    'receipt.paid_differs': sums((expected, given) => `Do zapłaty było ${expected} (z kaucją), a zapłacono ${given}.`),
    'json.invalid': () => 'To nie jest poprawny JSON.',
    'jpk.rate_unknown': () => 'Stawką może być liczba albo „ZW”.',
    'jpk.storno_unmatched': () => 'Żadna wcześniejsza pozycja nie pasuje do tego storna.',
    'jpk.markup': () => 'Narzutów nie przyjmujemy. Podnieś cenę pozycji.',
    'jpk.change_exceeds': () => 'Reszta jest większa niż wpłata.',
    'jpk.sum_differs': sums((expected, given) => `Suma wynosi ${expected}, a podano ${given}.`),
    'jpk.vat_differs': sums((expected, given) => `Podatek wynosi ${expected}, a podano ${given}.`),
    'xml.invalid': () => 'To nie jest poprawny XML w UTF-8.',
    'xml.doctype': () => 'XML z DOCTYPE i encjami nie jest przyjmowany.',
    'poslog.one_sale': ({ count }) => `W pliku ma być jedna sprzedaż, a jest ${String(count)}.`,
    'poslog.missing': ({ element }) => `Brakuje elementu ${String(element)}.`,
    'poslog.number': ({ element }) => `Element ${String(element)} nie jest liczbą z najwyżej dwoma miejscami.`,
    'poslog.tax_not_included': () => 'Ceny muszą zawierać podatek (TaxIncludedInPriceFlag).',
    'poslog.tax_group_unknown': ({ group }) => `Sieć nie przypisała stawki do TaxGroupID ${String(group)}.`,
    'poslog.till_unknown': ({ till }) => `Sieć nie podała numeru unikatowego kasy ${String(till)}.`,
    'poslog.return': () => 'Zwrot to nie sprzedaż. Wyślij sam paragon sprzedaży.',
  },
  en: {
    'field.invalid': () => 'This value is not valid.',
    'field.required': () => 'This field is missing.',
    'field.unknown': () => 'We do not know this field.',
    'field.type': ({ type }) => `A value of another type belongs here (${String(type ?? '?')}).`,
    'field.too_long': ({ limit }) => `At most ${String(limit)} characters.`,
    'field.too_short': ({ limit }) => `At least ${String(limit)} characters.`,
    'field.pattern': () => 'This is not written in the expected form.',
    'field.format': ({ format }) =>
      format === 'email' ? 'This is not an e-mail address.' : 'This is not written in the expected form.',
    'field.range': ({ comparison, limit }) =>
      `This number is out of range (${String(comparison ?? '')} ${String(limit ?? '')}).`,
    'field.too_few': ({ limit }) => `At least ${String(limit)}.`,
    'field.too_many': ({ limit }) => `At most ${String(limit)}.`,
    'field.choice': () => 'Only one of the documented values can stand here.',
    'receipt.differs': () => 'This value differs from the stored receipt.',
    'receipt.issued_at_invalid': () => 'There is no such date and time.',
    'rate.repeated_letter': ({ letter }) => `The letter ${String(letter)} is in the rate table twice.`,
    'rate.unknown_letter': ({ letter }) => `The letter ${String(letter)} is not in the receipt's rate table.`,
    'quantity.not_positive': () => 'The quantity must be more than zero.',
    'amount.too_large': () => 'This amount is too large.',
    'discount.exceeds': sums(
      (expected, given) => `The discount ${given} is more than what it is taken off: ${expected}.`,
    ),
    'line.gross_differs': sums(
      (expected, given) => `Price × quantity − discount makes ${expected}, but ${given} was given.`,
    ),
    'receipt.total_differs': sums(
      (expected, given) => `The lines less discounts make ${expected}, but ${given} was given.`,
    ),
    'receipt.paid_differs': sums(
      (expected, given) => `${expected} was due (deposits included), but ${given} was paid.`,
    ),
    'json.invalid': () => 'This is not valid JSON.',
    'jpk.rate_unknown': () => 'A rate is a number or “ZW”.',
    'jpk.storno_unmatched': () => 'No earlier line fits this cancellation.',
    'jpk.markup': () => 'Markups are not taken. Raise the price of the line.',
    'jpk.change_exceeds': () => 'The change is more than what was paid.',
    'jpk.sum_differs': sums((expected, given) => `The sum is ${expected}, but ${given} was given.`),
    'jpk.vat_differs': sums((expected, given) => `The tax is ${expected}, but ${given} was given.`),
    'xml.invalid': () => 'This is not well-formed XML in UTF-8.',
    'xml.doctype': () => 'XML with a DOCTYPE or entities is not taken.',
    'poslog.one_sale': ({ count }) => `The file must hold one sale; it holds ${String(count)}.`,
    'poslog.missing': ({ element }) => `The element ${String(element)} is missing.`,
    'poslog.number': ({ element }) => `The element ${String(element)} is not a number with at most two places.`,
    'poslog.tax_not_included': () => 'Prices must include tax (TaxIncludedInPriceFlag).',
    'poslog.tax_group_unknown': ({ group }) => `The chain has no rate for the TaxGroupID ${String(group)}.`,
    'poslog.till_unknown': ({ till }) => `The chain has no unique number for the till ${String(till)}.`,
    'poslog.return': () => 'A return is no sale. Send the receipt of the sale alone.',
  },
  uk: {
    'field.invalid': () => 'Це значення неправильне.',
    'field.required': () => 'Бракує цього поля.',
    'field.unknown': () => 'Такого поля ми не знаємо.',
    'field.type': ({ type }) => `Тут має бути значення іншого типу (${String(type ?? '?')}).`,
    'field.too_long': ({ limit }) => `Не більше ${String(limit)} знаків.`,
    'field.too_short': ({ limit }) => `Щонайменше ${String(limit)} знаків.`,
    'field.pattern': () => 'Цей запис неправильний.',
    'field.format': ({ format }) => (format === 'email' ? 'Це не адреса e-mail.' : 'Цей запис неправильний.'),
    'field.range': ({ comparison, limit }) =>
      `Це число поза межами (${String(comparison ?? '')} ${String(limit ?? '')}).`,
    'field.too_few': ({ limit }) => `Щонайменше ${String(limit)}.`,
    'field.too_many': ({ limit }) => `Не більше ${String(limit)}.`,
    'field.choice': () => 'Тут може бути лише одне зі значень, указаних у документації.',
    'receipt.differs': () => 'Це значення інше, ніж у збереженому чеку.',
    'receipt.issued_at_invalid': () => 'Такої дати й години немає.',
    'rate.repeated_letter': ({ letter }) => `Літера ${String(letter)} є в таблиці ставок двічі.`,
    'rate.unknown_letter': ({ letter }) => `Літери ${String(letter)} немає в таблиці ставок чека.`,
    'quantity.not_positive': () => 'Кількість має бути більшою за нуль.',
    'amount.too_large': () => 'Ця сума завелика.',
    'discount.exceeds': sums((expected, given) => `Знижка ${given} більша за те, від чого її віднімають: ${expected}.`),
    'line.gross_differs': sums((expected, given) => `Ціна × кількість − знижка дає ${expected}, а вказано ${given}.`),
    'receipt.total_differs': sums((expected, given) => `Позиції мінус знижки дають ${expected}, а вказано ${given}.`),
    'receipt.paid_differs': sums((expected, given) => `До сплати було ${expected} (із заставою), а сплачено ${given}.`),
    'json.invalid': () => 'Це неправильний JSON.',
    'jpk.rate_unknown': () => 'Ставкою може бути число або «ZW».',
    'jpk.storno_unmatched': () => 'Жодна попередня позиція не відповідає цьому сторно.',
    'jpk.markup': () => 'Націнок не приймаємо. Підвищте ціну позиції.',
    'jpk.change_exceeds': () => 'Решта більша за сплачене.',
    'jpk.sum_differs': sums((expected, given) => `Сума становить ${expected}, а вказано ${given}.`),
    'jpk.vat_differs': sums((expected, given) => `Податок становить ${expected}, а вказано ${given}.`),
    'xml.invalid': () => 'Це неправильний XML в UTF-8.',
    'xml.doctype': () => 'XML із DOCTYPE та сутностями не приймаємо.',
    'poslog.one_sale': ({ count }) => `У файлі має бути один продаж, а є ${String(count)}.`,
    'poslog.missing': ({ element }) => `Бракує елемента ${String(element)}.`,
    'poslog.number': ({ element }) => `Елемент ${String(element)} не є числом із щонайбільше двома знаками після коми.`,
    'poslog.tax_not_included': () => 'Ціни мають містити податок (TaxIncludedInPriceFlag).',
    'poslog.tax_group_unknown': ({ group }) => `Мережа не вказала ставки для TaxGroupID ${String(group)}.`,
    'poslog.till_unknown': ({ till }) => `Мережа не вказала унікального номера каси ${String(till)}.`,
    'poslog.return': () => 'Повернення — не продаж. Надішліть лише чек продажу.',
  },
};
