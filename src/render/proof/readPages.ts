import * as mupdf from 'mupdf';
import { inkCheck } from './ink.ts';
import { itemsOf } from './pageItems.ts';

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

/** A drawn page costs as much as reading its text, so of a long document a few pages are drawn: nobody knows which. */
const mostDrawn = 6;

/** In points from the page's top left corner. */
export type Box = [left: number, top: number, right: number, bottom: number];

/**
 * Reads every glyph back from a PDF, with MuPDF. `drawn` says which pages are compared with their picture as well: all, or
 * of a long document some. Throws for bytes that are no PDF and for more pages than `mostPages`.
 */
export function readPages(
  bytes: Uint8Array,
  { mostPages = 1_000, drawn = 'some' as 'all' | 'some' } = {},
): PrintedPages {
  const document = mupdf.Document.openDocument(bytes, 'application/pdf');
  try {
    const pageCount = document.countPages();
    if (pageCount > mostPages) throw new RangeError(`more than ${mostPages} pages`);
    const chosen = drawn === 'all' ? undefined : randomPages(pageCount);
    const glyphs: Glyph[] = [];
    const links: string[] = [];
    const drawings: Drawing[] = [];
    for (let index = 0; index < pageCount; index += 1) {
      const page = document.loadPage(index);
      const own = itemsOf(page, index);
      if (!chosen || chosen.has(index)) inkCheck(page, own.glyphs, own.lines);
      for (const glyph of own.glyphs) glyphs.push({ ...glyph, order: glyphs.length });
      drawings.push(...own.drawings);
      links.push(...page.getLinks().map((link) => link.getURI()));
      page.destroy();
    }
    return { pageCount, glyphs, drawings, links };
  } finally {
    document.destroy();
  }
}

function randomPages(pageCount: number): Set<number> {
  const pages = Array.from({ length: pageCount }, (_, index) => index);
  while (pages.length > mostDrawn) pages.splice(Math.floor(Math.random() * pages.length), 1);
  return new Set(pages);
}
