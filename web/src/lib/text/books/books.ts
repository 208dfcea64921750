import type { Language } from '../../../../../src/domain/format.ts';
import { booksEn } from './books.en.ts';
import { type BooksText, booksPl } from './books.pl.ts';
import { booksUk } from './books.uk.ts';

const texts: Record<Language, BooksText> = { pl: booksPl, en: booksEn, uk: booksUk };

export function booksText(language: Language): BooksText {
  return texts[language];
}
