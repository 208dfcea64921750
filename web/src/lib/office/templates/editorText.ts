/** A place in a text; line and column count from 1. */
export type TextPlace = { line: number; column: number };

/** The place of an offset. */
export function placeAt(text: string, offset: number): TextPlace {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: countOf(before), column: before.length - lineStart + 1 };
}

/**
 * The offset of a place; a column past the end of its line, or a line past the end of the text, becomes the nearest end.
 */
export function offsetOf(text: string, { line, column }: TextPlace): number {
  let start = 0;
  for (let passed = 1; passed < line; passed++) {
    const end = text.indexOf('\n', start);
    if (end < 0) return text.length;
    start = end + 1;
  }
  const end = text.indexOf('\n', start);
  return Math.min(start + Math.max(column, 1) - 1, end < 0 ? text.length : end);
}

/** The number of lines in a text; an empty text has one. */
export function countOf(text: string): number {
  let count = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
