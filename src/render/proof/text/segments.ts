import type { Glyph } from '../page/printedPages.ts';
import { occurrenceOf, type PrintedText } from './printedText.ts';

/** A run of text on one line without a wide gap: a cell, a label, a part of a sentence. */
export type Segment = {
  glyphs: readonly Glyph[];
  text: string;
  page: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  size: number;
};

/** Gaps that separate words and cells, as multiples of the type size. */
const wordGap = 0.14;
const cellGap = 0.95;

/** The text as segments, sorted by page, then from top to bottom, then from left to right. */
export function segmentsOf(printed: PrintedText): Segment[] {
  const lines = new Set(printed.glyphs.map((glyph) => printed.lineOf(glyph)));
  const segments: Segment[] = [];
  for (const line of lines) {
    let run: Glyph[] = [];
    for (const glyph of line) {
      const before = run.at(-1);
      if (before && glyph.left - before.right > cellGap * Math.max(before.size, glyph.size)) {
        segments.push(segmentOf(run));
        run = [];
      }
      run.push(glyph);
    }
    if (run.length > 0) segments.push(segmentOf(run));
  }
  return segments.sort((a, b) => a.page - b.page || a.top - b.top || a.left - b.left);
}

export function segmentOf(glyphs: readonly Glyph[]): Segment {
  return { ...occurrenceOf(glyphs), text: textOf(glyphs) };
}

/** The glyphs' characters, with a space at each visible gap. */
export function textOf(glyphs: readonly Glyph[]): string {
  let text = '';
  glyphs.forEach((glyph, index) => {
    const before = glyphs[index - 1];
    if (before && glyph.left - before.right > wordGap * glyph.size) text += ' ';
    text += glyph.char;
  });
  return text;
}
