import * as mupdf from 'mupdf';
import { contrastOfGreys } from '../../../domain/contrast.ts';
import type { Box, Glyph } from './printedPages.ts';

type Raster = { pixels: Uint8ClampedArray; width: number; height: number };

/** Pixels a point. At 2, a capital letter of 7 points is 10 pixels high, which is enough to compare its shape. */
const scale = 2;
/** Smallest correlation, from 0 to 1, of a glyph's shape and the page's pixels. On a plain background a letter reaches 0.95. */
const leastLikeness = 0.75;
/** Smallest contrast ratio of text that counts as seen. Source: WCAG 2.2, where body text needs 4.5. */
const leastContrast = 2;

/**
 * Marks glyphs as hidden that cannot be seen on the drawn page. For each glyph, the drawn page is compared with a drawing of
 * the page's text alone. The two differ for text that is white on white, transparent, covered, clipped or blended, and for
 * text under a picture of other digits.
 */
export function inkCheck(page: mupdf.Page, glyphs: Glyph[]): void {
  const drawn = rasterOf(page, (device, matrix) => page.run(device, matrix));
  const shapes = rasterOf(page, (device, matrix) => runTextOnly(page, device, matrix));
  for (const glyph of glyphs) {
    if (glyph.unseen || glyph.char.trim() === '') continue;
    if (!shows(glyph, drawn, shapes)) glyph.unseen = 'hidden';
  }
}

/** Marks glyphs as hidden that overlap each other or that a line strikes through. */
export function hideStruckOrOverlapping(glyphs: Glyph[], lines: Box[]): void {
  const byHeight = Map.groupBy(lines, ([, top, , bottom]) => Math.floor((top + bottom) / 2));
  for (const glyph of glyphs) {
    if (glyph.unseen || glyph.char.trim() === '') continue;
    for (let y = Math.floor(glyph.baseline - 0.55 * glyph.size); y <= glyph.baseline; y += 1)
      if (byHeight.get(y)?.some((line) => strikes(line, glyph))) glyph.unseen = 'hidden';
  }
  for (const glyph of overprinted(glyphs)) glyph.unseen = 'hidden';
}

function rasterOf(page: mupdf.Page, draw: (device: mupdf.Device, matrix: mupdf.Matrix) => void): Raster {
  const [, , right, bottom] = page.getBounds() as Box;
  const [width, height] = [Math.ceil(right * scale), Math.ceil(bottom * scale)];
  const pixmap = new mupdf.Pixmap(mupdf.ColorSpace.DeviceGray, [0, 0, width, height], false);
  pixmap.clear(255);
  const device = new mupdf.DrawDevice(mupdf.Matrix.identity, pixmap);
  draw(device, mupdf.Matrix.scale(scale, scale));
  device.close();
  const pixels = pixmap.getPixels().slice();
  device.destroy();
  pixmap.destroy();
  return { pixels, width, height };
}

/** Draws only the page's text, in black, without clips and without the shapes above it. */
function runTextOnly(page: mupdf.Page, target: mupdf.Device, matrix: mupdf.Matrix): void {
  // mupdf.js declares colours of four components only; DeviceGray has one.
  const black = [0] as unknown as mupdf.Color;
  const device = new mupdf.Device({
    fillText(text, ctm, space) {
      target.fillText(text, ctm, mupdf.ColorSpace.DeviceGray, black, 1);
      text.destroy();
      space.destroy();
    },
    strokeText(text, stroke, ctm, space) {
      target.strokeText(text, stroke, ctm, mupdf.ColorSpace.DeviceGray, black, 1);
      for (const part of [text, stroke, space]) part.destroy();
    },
  });
  page.run(device, matrix);
  device.close();
  device.destroy();
}

/** Whether the page's pixels correlate with the glyph's shape, dark on light or light on dark, with enough contrast. */
function shows(glyph: Glyph, drawn: Raster, shapes: Raster): boolean {
  const [left, right] = [Math.floor(glyph.left * scale) - 1, Math.ceil(glyph.right * scale) + 1];
  const [top, bottom] = [
    Math.floor((glyph.baseline - 0.95 * glyph.size) * scale),
    Math.ceil((glyph.baseline + 0.25 * glyph.size) * scale),
  ];
  let [n, sumM, sumP, sumMM, sumPP, sumMP] = [0, 0, 0, 0, 0, 0];
  for (let y = Math.max(0, top); y < Math.min(drawn.height, bottom); y += 1) {
    for (let x = Math.max(0, left); x < Math.min(drawn.width, right); x += 1) {
      const m = 1 - (shapes.pixels[y * shapes.width + x] ?? 255) / 255;
      const p = (drawn.pixels[y * drawn.width + x] ?? 255) / 255;
      n += 1;
      sumM += m;
      sumP += p;
      sumMM += m * m;
      sumPP += p * p;
      sumMP += m * p;
    }
  }
  const [varM, varP, cov] = [n * sumMM - sumM ** 2, n * sumPP - sumP ** 2, n * sumMP - sumM * sumP];
  // A glyph without ink, such as an unusual space, counts as seen.
  if (n === 0 || varM < 1e-3 * n * n) return true;
  if (varP <= 0 || Math.abs(cov) / Math.sqrt(varM * varP) < leastLikeness) return false;
  const slope = cov / varM;
  const ground = (sumP - slope * sumM) / n;
  return contrastOfGreys(ground, ground + slope) >= leastContrast;
}

/** Whether a line runs through the middle of a glyph. A table's rule passes above or below. */
function strikes([left, top, right, bottom]: Box, glyph: Glyph): boolean {
  const y = (top + bottom) / 2;
  const isMiddle = y > glyph.baseline - 0.55 * glyph.size && y < glyph.baseline - 0.12 * glyph.size;
  return isMiddle && left <= glyph.left + 0.5 && right >= glyph.right - 0.5;
}

/** Glyphs that overlap a glyph of another character. */
function overprinted(glyphs: Glyph[]): Glyph[] {
  const cells = new Map<number, Glyph[]>();
  const found = new Set<Glyph>();
  for (const glyph of glyphs) {
    if (glyph.unseen === 'off' || glyph.char.trim() === '' || /\p{M}/u.test(glyph.char)) continue;
    for (const key of cellsOf(glyph)) {
      const others = cells.get(key) ?? [];
      for (const other of others.slice(-40)) {
        if (!coversEachOther(glyph, other)) continue;
        found.add(glyph).add(other);
      }
      others.push(glyph);
      cells.set(key, others);
    }
  }
  return [...found];
}

const cell = 12;

function cellsOf({ left, right, baseline }: Glyph): number[] {
  const row = Math.floor(baseline / cell);
  const [from, to] = [Math.floor(left / cell), Math.min(Math.floor(right / cell), Math.floor(left / cell) + 60)];
  const keys: number[] = [];
  for (let column = from; column <= to; column += 1) keys.push(row * 10_000 + column);
  return keys;
}

/** Whether a font tucks the mark of punctuation under the letter before it, as Noto Sans does with "r,". */
function isKerned(letter: Glyph, mark: Glyph): boolean {
  const isNext = mark.order === letter.order + 1 && Math.abs(mark.baseline - letter.baseline) < 0.1;
  const startsLater = mark.left > letter.left + 0.4 * (letter.right - letter.left);
  return isNext && startsLater && /\p{L}/u.test(letter.char) && /^[.,;:]$/.test(mark.char);
}

function coversEachOther(a: Glyph, b: Glyph): boolean {
  // A text shadow prints the same character again with a small offset.
  if (a.char === b.char || isKerned(a, b) || isKerned(b, a)) return false;
  const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const tall = Math.min(a.baseline, b.baseline) - Math.max(a.baseline - 0.7 * a.size, b.baseline - 0.7 * b.size);
  return wide > 0.4 * Math.min(a.right - a.left, b.right - b.left) && tall > 0.4 * Math.min(a.size, b.size);
}
