import * as mupdf from 'mupdf';
import { openPaintOrder } from './paintOrder.ts';
import { formOf } from './pathForm.ts';
import type { Box, Drawing, Glyph, Unseen } from './printedPages.ts';

/** Contents of a page: glyphs, thin shapes that may strike a glyph through, and drawings. */
export type PageItems = {
  glyphs: Glyph[];
  lines: Box[];
  drawings: Drawing[];
  /** Whether all text is certain to be seen, so that the page need not be drawn. */
  isPlain: boolean;
};

/** Smallest type size of a fact in points: 7, less 0.05 for rounding. */
const smallestSize = 6.95;
/** Text of lower opacity counts as hidden without drawing the page. */
const leastAlpha = 0.2;

type Matrix = [number, number, number, number, number, number];

export function itemsOf(page: mupdf.Page, index: number): PageItems {
  const paper = page.getBounds() as Box;
  const items: PageItems = { glyphs: [], lines: [], drawings: [], isPlain: false };
  const order = openPaintOrder();
  const text = (run: mupdf.Text, ctm: mupdf.Matrix, colour?: readonly number[], alpha = 0) => {
    const from = items.glyphs.length;
    run.walk({
      showGlyph(font, trm, gid, unicode) {
        if (unicode <= 0) return;
        const matrix = mupdf.Matrix.concat(trm, ctm) as Matrix;
        const glyph = glyphAt(matrix, font.advanceGlyph(gid, 0), { page: index, order: items.glyphs.length });
        const unseen = alpha < leastAlpha ? 'hidden' : unseenReason(matrix, glyph, paper);
        items.glyphs.push({ ...glyph, char: String.fromCodePoint(unicode), ...(unseen && { unseen }) });
      },
    });
    run.destroy();
    for (const box of boxesOf(items.glyphs.slice(from))) order.text(box, colour ?? [], alpha);
  };
  const shape = (path: mupdf.Path, [left, top, right, bottom]: Box) => {
    if (bottom - top < 4 && right - left > 2) items.lines.push([left, top, right, bottom]);
    if (bottom - top < 25 && right - left < 25)
      items.drawings.push({ page: index, left, top, right, bottom, small: true });
    else if (bottom - top < 200 && isDrawing(path)) items.drawings.push({ page: index, left, top, right, bottom });
    path.destroy();
  };
  const picture = (image: mupdf.Image, ctm: mupdf.Matrix) => {
    const box = mupdf.Rect.transform([0, 0, 1, 1], ctm) as Box;
    const [left, top, right, bottom] = box;
    items.drawings.push({ page: index, left, top, right, bottom });
    order.picture(box);
    // Chromium prints a wavy line as an image of repeated waves, cut to size by a clip.
    const [x, y, end, foot] = order.clipped(box);
    if (foot - y < 10 && end - x > 2 * (foot - y)) items.lines.push([x, y, end, foot]);
    image.destroy();
  };
  const special = (...parts: unknown[]) => {
    order.special();
    drop(parts);
  };
  const device = new mupdf.Device(
    watchingShades(order.special, {
      fillText(run, ctm, space, colour, alpha) {
        text(run, ctm, colour, alpha);
        drop([space]);
      },
      strokeText(run, stroke, ctm, space, colour, alpha) {
        special(stroke, space);
        text(run, ctm, colour, alpha);
      },
      // MuPDF calls ignoreText for invisible text and for text that serves as a clip only.
      ignoreText: (run, ctm) => text(run, ctm),
      fillPath(path, _evenOdd, ctm, space, colour, alpha) {
        const box = boundsOf(path, ctm);
        // A thin rule is never a background of text.
        order.fill(box, isThin(box) ? 'other' : formOf(path, ctm), colour, alpha);
        shape(path, box);
        drop([space]);
      },
      strokePath(path, stroke, ctm, space) {
        const box = boundsOf(path, ctm);
        order.stroke(box, formOf(path, ctm), stroke.getLineWidth() * Math.hypot(ctm[0], ctm[1]));
        shape(path, box);
        drop([stroke, space]);
      },
      fillImage: picture,
      fillImageMask(image, ctm, space) {
        picture(image, ctm);
        drop([space]);
      },
      clipPath(path, _evenOdd, ctm) {
        order.clip(boundsOf(path, ctm), formOf(path, ctm));
        drop([path]);
      },
      popClip: order.popClip,
      clipStrokePath: special,
      clipText: special,
      clipStrokeText: special,
      clipImageMask: special,
      beginMask: special,
      beginGroup: special,
      beginTile() {
        order.special();
        return 0;
      },
    }),
  );
  page.run(device, mupdf.Matrix.identity);
  device.close();
  device.destroy();
  return { ...items, isPlain: order.isPlain() };
}

/**
 * Adds `fillShade` as a getter that returns no function. mupdf.js frees a shading twice when `fillShade` is a function. The
 * getter is called for each shading, which is all that is needed here.
 */
function watchingShades<T extends object>(notice: () => void, callbacks: T): T {
  return Object.defineProperty(callbacks, 'fillShade', { get: notice });
}

/**
 * Frees MuPDF objects at once. Otherwise their memory is freed by JavaScript's garbage collection, which the size of
 * WebAssembly's memory does not trigger.
 */
function drop(parts: readonly unknown[]): void {
  for (const part of parts)
    if (typeof part === 'object' && part !== null && 'destroy' in part && typeof part.destroy === 'function')
      part.destroy();
}

const isThin = ([left, top, right, bottom]: Box) => right - left < 3 || bottom - top < 3;

/** Bounds of the filled path. mupdf.js declares the stroke as required; MuPDF takes null for a fill. */
function boundsOf(path: mupdf.Path, ctm: mupdf.Matrix): Box {
  return path.getBounds(null as unknown as mupdf.StrokeState, ctm) as Box;
}

/** One box for each baseline, from the baseline up. Descenders are left out, as an underline may touch them. */
function boxesOf(glyphs: readonly Glyph[]): Box[] {
  const boxes = new Map<number, Box>();
  for (const { char, unseen, left, right, baseline, size } of glyphs) {
    if (unseen === 'off' || char.trim() === '') continue;
    const top = baseline - 0.7 * size;
    const [l = left, t = top, r = right] = boxes.get(baseline) ?? [];
    boxes.set(baseline, [Math.min(l, left), Math.min(t, top), Math.max(r, right), baseline]);
  }
  return [...boxes.values()];
}

function glyphAt([a, b, c, d, x, y]: Matrix, advance: number, where: { page: number; order: number }) {
  const end = x + advance * a;
  const size = Math.min(Math.hypot(a, b), Math.hypot(c, d));
  return { ...where, left: Math.min(x, end), right: Math.max(x, end), baseline: y, size };
}

function unseenReason([a, b, c, d]: Matrix, glyph: Omit<Glyph, 'char'>, paper: Box): Unseen | undefined {
  const [x, y] = [(glyph.left + glyph.right) / 2, glyph.baseline - glyph.size / 3];
  const [left, top, right, bottom] = paper;
  if (!(x >= left && x <= right && y >= top && y <= bottom)) return 'off';
  const [long, tall] = [Math.hypot(a, b), Math.hypot(c, d)];
  // Italics slant by about a sixth. Mirrored and upside-down text has other signs in its matrix.
  if (!(a > 0 && d < 0 && Math.abs(b) < 0.05 * a && Math.abs(c) < 0.5 * tall)) return 'turned';
  return glyph.size < smallestSize || Math.max(long, tall) > 4 * glyph.size ? 'small' : undefined;
}

/** Whether a path has slanting lines or more than 8 curves, as a drawn digit has. Boxes, rules and rounded corners have not. */
function isDrawing(path: mupdf.Path): boolean {
  let [curves, slants, x, y] = [0, 0, 0, 0];
  path.walk({
    moveTo(toX, toY) {
      [x, y] = [toX, toY];
    },
    lineTo(toX, toY) {
      if (Math.abs(toX - x) > 0.5 && Math.abs(toY - y) > 0.5) slants += 1;
      [x, y] = [toX, toY];
    },
    curveTo(_x1, _y1, _x2, _y2, toX, toY) {
      curves += 1;
      [x, y] = [toX, toY];
    },
  });
  return slants > 0 || curves > 8;
}
