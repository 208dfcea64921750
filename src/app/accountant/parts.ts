/** Mail servers take about 25 MB, and base64 makes a third more of a file. */
const mostBytes = 12_000_000;

/** The invoices in order, divided into parts whose documents fit one mail. */
export function partsOf<T extends { byteSize: number | null }>(rows: readonly T[], most = mostBytes): T[][] {
  const parts: T[][] = [];
  let room = 0;
  for (const row of rows) {
    const size = row.byteSize ?? 0;
    const part = parts.at(-1);
    if (part && size <= room) {
      part.push(row);
      room -= size;
    } else {
      parts.push([row]);
      room = most - size;
    }
  }
  return parts;
}
