import * as mupdf from 'mupdf';
import { hideSpoilt, inkCheck } from './page/ink.ts';
import { itemsOf, type PageItems } from './page/pageItems.ts';

/** Why a reader does not see a glyph: off the paper, too small for the law's reader, not upright, or not to be told from its ground. */
export type Unseen = 'off' | 'small' | 'turned' | 'hidden';

/** One glyph as printed, in points from the page's top left corner; `order` counts in the order of painting. */
export type Glyph = {
  page: number;
  order: number;
  char: string;
  left: number;
  right: number;
  baseline: number;
  size: number;
  unseen?: Unseen;
};

/** A `small` one is a mark that says nothing alone: a dot, a dash, a corner of a border. */
export type Drawing = { page: number; left: number; top: number; right: number; bottom: number; small?: true };

export type PrintedPages = {
  pageCount: number;
  glyphs: Glyph[];
  /** Pictures, and drawn shapes that are neither boxes nor rules. */
  drawings: Drawing[];
  /** Addresses that the PDF's links open. */
  links: string[];
};

/** A drawn page costs three times as much as reading its text, so of many pages in doubt a few are drawn: nobody knows which. */
const mostDrawn = 6;

/** In points from the page's top left corner. */
export type Box = [left: number, top: number, right: number, bottom: number];

/**
 * Reads every glyph back from a PDF, with MuPDF. `drawn` says which pages are compared with their picture as well: all, or
 * those on which something may hide text. Throws for bytes that are no PDF and for more pages than `mostPages`.
 */
export function readPages(
  bytes: Uint8Array,
  { mostPages = 1_000, drawn = 'some' as 'all' | 'some' } = {},
): PrintedPages {
  const document = mupdf.Document.openDocument(bytes, 'application/pdf');
  try {
    const pageCount = document.countPages();
    if (pageCount > mostPages) throw new RangeError(`more than ${mostPages} pages`);
    const indexes = Array.from({ length: pageCount }, (_, index) => index);
    const pages = indexes.map((index) => readPage(document, index, drawn === 'all'));
    const doubtful = indexes.filter((index) => drawn === 'some' && pages[index]?.isPlain === false);
    for (const index of someOf(doubtful, mostDrawn)) look(document, index, pages[index]?.glyphs ?? []);
    for (const { glyphs, lines } of pages) hideSpoilt(glyphs, lines);
    return {
      pageCount,
      glyphs: pages.flatMap(({ glyphs }) => glyphs).map((glyph, order) => ({ ...glyph, order })),
      drawings: pages.flatMap(({ drawings }) => drawings),
      links: pages.flatMap(({ links }) => links),
    };
  } finally {
    document.destroy();
  }
}

function readPage(document: mupdf.Document, index: number, isDrawn: boolean): PageItems & { links: string[] } {
  const page = document.loadPage(index);
  const items = itemsOf(page, index);
  if (isDrawn) inkCheck(page, items.glyphs);
  const links = page.getLinks().map((link) => {
    const address = link.getURI();
    link.destroy();
    return address;
  });
  page.destroy();
  return { ...items, links };
}

function look(document: mupdf.Document, index: number, glyphs: Glyph[]): void {
  const page = document.loadPage(index);
  inkCheck(page, glyphs);
  page.destroy();
}

function someOf(all: readonly number[], most: number): number[] {
  const some = [...all];
  while (some.length > most) some.splice(Math.floor(Math.random() * some.length), 1);
  return some;
}
