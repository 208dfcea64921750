import { turns } from './turns.ts';

export type LineLimits = { longestLine: number; mostLines: number; mostBytes: number };

/** A line that holds something, without its end; `bytes` is undefined for one that is too long, or beyond the body's limits. */
export type NdjsonLine = { line: number; bytes: Buffer | undefined };

const lineFeed = 10;
const blanks = new Set([0x20, 0x09, 0x0d]);
// Scanning a byte costs this part of parsing it.
const scanShare = 16;

/**
 * Lines by number, blank ones counted but left out. The first line or byte past the limits is given without its bytes,
 * and the rest is read and dropped: leaving the stream would cut the connection before the report is out.
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
      // A line feed alone is work too: there are 64,000 in a packet.
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

/** The beginning of a line whose end has not come yet, in one piece: a packet may be a single byte. */
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
    /** The held beginning with its end, which may be reused once the next line is asked for; undefined when too long. */
    take(end: Buffer): Buffer | undefined {
      if (length === 0) return end.length > longest ? undefined : end;
      hold(end);
      const bytes = length > longest ? undefined : buffer.subarray(0, length);
      length = 0;
      return bytes;
    },
  };
}
