import * as mupdf from 'mupdf';
import type { Box, Drawing, Glyph, Unseen } from './readPages.ts';

/** What stands on a page: its glyphs, shapes that may be lines through them, and drawings. */
export type PageItems = { glyphs: Glyph[]; lines: Box[]; drawings: Drawing[] };

/** Facts are printed at least this large, in points; half a tenth is rounding. */
const smallestSize = 6.95;
/** Text of less opacity is taken for hidden without a look at the page. */
const leastAlpha = 0.2;

type Matrix = [number, number, number, number, number, number];

export function itemsOf(page: mupdf.Page, index: number): PageItems {
  const paper = page.getBounds() as Box;
  const items: PageItems = { glyphs: [], lines: [], drawings: [] };
  const text = (run: mupdf.Text, ctm: mupdf.Matrix, isHidden: boolean) => {
    run.walk({
      showGlyph(font, trm, gid, unicode) {
        if (unicode <= 0) return;
        const matrix = mupdf.Matrix.concat(trm, ctm) as Matrix;
        const glyph = glyphAt(matrix, font.advanceGlyph(gid, 0), { page: index, order: items.glyphs.length });
        const unseen = isHidden ? 'hidden' : unseenReason(matrix, glyph, paper);
        items.glyphs.push({ ...glyph, char: String.fromCodePoint(unicode), ...(unseen && { unseen }) });
      },
    });
    run.destroy();
  };
  const shape = (path: mupdf.Path, ctm: mupdf.Matrix) => {
    // The types ask for a stroke; without one the bounds are those of the filled shape.
    const [left, top, right, bottom] = path.getBounds(null as unknown as mupdf.StrokeState, ctm) as Box;
    if (bottom - top < 4 && right - left > 2) items.lines.push([left, top, right, bottom]);
    if (bottom - top < 25 && right - left < 25)
      items.drawings.push({ page: index, left, top, right, bottom, small: true });
    else if (bottom - top < 200 && isDrawing(path)) items.drawings.push({ page: index, left, top, right, bottom });
    path.destroy();
  };
  const picture = (image: mupdf.Image, ctm: mupdf.Matrix) => {
    const [left, top, right, bottom] = mupdf.Rect.transform([0, 0, 1, 1], ctm) as Box;
    items.drawings.push({ page: index, left, top, right, bottom });
    image.destroy();
  };
  const device = new mupdf.Device({
    fillText: (run, ctm, _space, _color, alpha) => text(run, ctm, alpha < leastAlpha),
    strokeText: (run, _stroke, ctm, _space, _color, alpha) => text(run, ctm, alpha < leastAlpha),
    // Invisible text, and text that only cuts a shape out of something else.
    ignoreText: (run, ctm) => text(run, ctm, true),
    fillPath: (path, _evenOdd, ctm) => shape(path, ctm),
    strokePath: (path, _stroke, ctm) => shape(path, ctm),
    fillImage: picture,
    fillImageMask: picture,
  });
  page.run(device, mupdf.Matrix.identity);
  device.close();
  device.destroy();
  return items;
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
  // Italics slant by a sixth or so; mirrored or turned text has other signs.
  if (!(a > 0 && d < 0 && Math.abs(b) < 0.05 * a && Math.abs(c) < 0.5 * tall)) return 'turned';
  return glyph.size < smallestSize || Math.max(long, tall) > 4 * glyph.size ? 'small' : undefined;
}

/** A shape with slanting lines or many curves may be a digit; boxes, rules and rounded corners are not. */
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
