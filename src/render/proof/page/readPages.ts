import * as mupdf from 'mupdf';
import { hideStruckOrOverlapping, inkCheck } from './ink.ts';
import { itemsOf, type PageItems } from './pageItems.ts';
import type { Glyph, PrintedPages } from './printedPages.ts';

/**
 * Drawing a page costs three times as much CPU as reading its text, so at most 6 uncertain pages are drawn. They are chosen
 * at random, so that a layout cannot predict which pages are not checked.
 */
const mostDrawn = 6;

/**
 * Reads every glyph of a PDF with MuPDF. `drawn` chooses the pages whose text is also checked on the drawn page: all, or up
 * to 6 of those that may hide text. Throws a RangeError for more pages than `mostPages`, and MuPDF's error for bytes that
 * are no PDF.
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
    const uncertain = indexes.filter((index) => drawn === 'some' && pages[index]?.isPlain === false);
    for (const index of someOf(uncertain, mostDrawn)) checkDrawn(document, index, pages[index]?.glyphs ?? []);
    for (const { glyphs, lines } of pages) hideStruckOrOverlapping(glyphs, lines);
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

function checkDrawn(document: mupdf.Document, index: number, glyphs: Glyph[]): void {
  const page = document.loadPage(index);
  inkCheck(page, glyphs);
  page.destroy();
}

function someOf(all: readonly number[], most: number): number[] {
  const some = [...all];
  while (some.length > most) some.splice(Math.floor(Math.random() * some.length), 1);
  return some;
}
