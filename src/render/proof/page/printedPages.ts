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

/** In points from the page's top left corner. */
export type Box = [left: number, top: number, right: number, bottom: number];
