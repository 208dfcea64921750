/**
 * Why a glyph counts as unseen: outside the paper (`off`), too small to read (`small`), not upright (`turned`), or not
 * distinct from its background (`hidden`).
 */
export type Unseen = 'off' | 'small' | 'turned' | 'hidden';

/** One printed glyph, in points from the page's top left corner; `order` is its index in painting order. */
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

/** A picture or drawn shape. `small` marks one below 25 points in both directions, such as a dot, dash or border corner. */
export type Drawing = { page: number; left: number; top: number; right: number; bottom: number; small?: true };

export type PrintedPages = {
  pageCount: number;
  glyphs: Glyph[];
  /** Pictures, and shapes that are neither boxes nor rules. */
  drawings: Drawing[];
  /** Target URIs of the PDF's links. */
  links: string[];
};

/** A rectangle in points from the page's top left corner. */
export type Box = [left: number, top: number, right: number, bottom: number];
