import { turns } from './turns.ts';

export type LineLimits = { longestLine: number; mostLines: number; mostBytes: number };

/**
 * A line that is not blank, without its end; `bytes` is undefined for a line that is too long or beyond the body's
 * limits.
 */
export type NdjsonLine = { line: number; bytes: Buffer | undefined };

const lineFeed = 10;
const blanks = new Set([0x20, 0x09, 0x0d]);
// Cost of scanning a byte, where parsing a byte costs 1.
const scanShare = 16;

/**
 * Yields the lines of a body with their numbers. Blank lines are counted but not yielded. The first line or byte past the
 * limits is yielded without its bytes. The rest is read and dropped, because an early end of reading would cut the
 * connection before the report is sent.
 */
export async function* ndjsonLines(body: AsyncIterable<Buffer>, limits: LineLimits): AsyncGenerator<NdjsonLine> {
  const turn = turns();
  const held = holder(limits.longestLine);
  let line = 1;
  let length = 0;
  let isOver = false;
  for await (const part of body) {
    await turn(part.length / scanShare);
    if (isOver) continue;
    length += part.length;
    let from = 0;
    for (let at = part.indexOf(lineFeed); at >= 0 && line <= limits.mostLines; at = part.indexOf(lineFeed, from)) {
      const bytes = held.take(part.subarray(from, at));
      if (!isBlank(bytes)) yield { line, bytes };
      // Line feeds alone are work too: a packet can contain 64,000.
      await turn(scanShare);
      line += 1;
      from = at + 1;
    }
    isOver = length > limits.mostBytes || (line > limits.mostLines && from < part.length);
    if (isOver) yield { line, bytes: undefined };
    else held.hold(part.subarray(from));
  }
  const last = isOver ? undefined : held.take(Buffer.alloc(0));
  if (!isOver && !isBlank(last)) yield { line, bytes: last };
}

function isBlank(bytes: Buffer | undefined): boolean {
  return bytes?.every((byte) => blanks.has(byte)) ?? false;
}

/** The start of a line whose end has not arrived, as one buffer: a packet may be a single byte. */
function holder(longest: number) {
  let buffer = Buffer.alloc(0);
  let length = 0;
  function hold(part: Buffer): void {
    const fits = length + part.length <= longest;
    if (fits && length + part.length > buffer.length) {
      const larger = Buffer.allocUnsafe(Math.min(longest, Math.max(2 * buffer.length, length + part.length, 1024)));
      buffer.copy(larger, 0, 0, length);
      buffer = larger;
    }
    if (fits) part.copy(buffer, length);
    length += part.length;
  }
  return {
    hold,
    /**
     * The start and the end of a line as one buffer, which the next line may reuse; undefined when the line is too long.
     */
    take(end: Buffer): Buffer | undefined {
      if (length === 0) return end.length > longest ? undefined : end;
      hold(end);
      const bytes = length > longest ? undefined : buffer.subarray(0, length);
      length = 0;
      return bytes;
    },
  };
}
