import * as mupdf from 'mupdf';
import { inkCheck } from './ink.ts';

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

export type PrintedPages = {
  pageCount: number;
  glyphs: Glyph[];
  /** Addresses that the PDF's links open. */
  links: string[];
};

/** Facts are printed at least this large, in points; half a tenth is rounding. */
const smallestSize = 6.95;
/** A drawn page costs as much as reading its text, so of a long document a few pages are drawn: nobody knows which. */
const mostDrawn = 6;

type Matrix = [number, number, number, number, number, number];
type Box = [left: number, top: number, right: number, bottom: number];

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
    for (let index = 0; index < pageCount; index += 1) {
      const page = document.loadPage(index);
      const own = readPage(page, index);
      if (!chosen || chosen.has(index)) inkCheck(page, own.glyphs, own.lines);
      for (const glyph of own.glyphs) glyphs.push({ ...glyph, order: glyphs.length });
      links.push(...page.getLinks().map((link) => link.getURI()));
      page.destroy();
    }
    return { pageCount, glyphs, links };
  } finally {
    document.destroy();
  }
}

function randomPages(pageCount: number): Set<number> {
  const pages = Array.from({ length: pageCount }, (_, index) => index);
  while (pages.length > mostDrawn) pages.splice(Math.floor(Math.random() * pages.length), 1);
  return new Set(pages);
}

/** The glyphs of a page, and what may be lines through them. */
function readPage(page: mupdf.Page, index: number): { glyphs: Glyph[]; lines: Box[] } {
  const [, , width, height] = page.getBounds() as Box;
  const glyphs: Glyph[] = [];
  const lines: Box[] = [];
  const text = (run: mupdf.Text, ctm: mupdf.Matrix, hidden: boolean) => {
    run.walk({
      showGlyph(font, trm, gid, unicode) {
        if (unicode <= 0) return;
        const [a, b, c, d, x, y] = mupdf.Matrix.concat(trm, ctm) as Matrix;
        const long = Math.hypot(a, b);
        const tall = Math.hypot(c, d);
        const right = x + font.advanceGlyph(gid, 0) * a;
        const unseen = unseenReason({
          a,
          b,
          c,
          d,
          long,
          tall,
          middle: [(x + right) / 2, y - tall / 3],
          width,
          height,
          hidden,
        });
        glyphs.push({
          page: index,
          order: glyphs.length,
          char: String.fromCodePoint(unicode),
          left: Math.min(x, right),
          right: Math.max(x, right),
          baseline: y,
          size: Math.min(long, tall),
          ...(unseen && { unseen }),
        });
      },
    });
    run.destroy();
  };
  const noteLine = (path: mupdf.Path, ctm: mupdf.Matrix) => {
    // The types ask for a stroke; without one the bounds are those of the filled shape.
    const [left, top, right, bottom] = path.getBounds(null as unknown as mupdf.StrokeState, ctm) as Box;
    if (bottom - top < 4 && right - left > 2) lines.push([left, top, right, bottom]);
    path.destroy();
  };
  const device = new mupdf.Device({
    fillText: (run, ctm, _space, _color, alpha) => text(run, ctm, alpha < 0.2),
    strokeText: (run, _stroke, ctm, _space, _color, alpha) => text(run, ctm, alpha < 0.2),
    // Invisible text, and text that only cuts a shape out of something else.
    ignoreText: (run, ctm) => text(run, ctm, true),
    fillPath: (path, _evenOdd, ctm) => noteLine(path, ctm),
    strokePath: (path, _stroke, ctm) => noteLine(path, ctm),
  });
  page.run(device, mupdf.Matrix.identity);
  device.close();
  device.destroy();
  return { glyphs, lines };
}

function unseenReason(g: {
  a: number;
  b: number;
  c: number;
  d: number;
  long: number;
  tall: number;
  middle: [number, number];
  width: number;
  height: number;
  hidden: boolean;
}): Unseen | undefined {
  if (g.hidden) return 'hidden';
  const [x, y] = g.middle;
  if (!(x >= 0 && x <= g.width && y >= 0 && y <= g.height)) return 'off';
  // A slant of italics is a seventh or so; mirrored or turned text has other signs.
  if (!(g.a > 0 && g.d < 0 && Math.abs(g.b) < 0.05 * g.a && Math.abs(g.c) < 0.5 * g.tall)) return 'turned';
  if (Math.min(g.long, g.tall) < smallestSize || Math.max(g.long, g.tall) > 4 * Math.min(g.long, g.tall))
    return 'small';
  return undefined;
}
