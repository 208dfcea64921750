export type CsvDialect = {
  /** Polish spreadsheets read `;` as the separator, English ones `,`. */
  separator: ';' | ',';
};

/**
 * A CSV file from rows of cells: lines end in CRLF (RFC 4180), and it begins with a byte order mark, without which Excel
 * reads UTF-8 as the system's old code page. A cell that a spreadsheet would run as a formula gets an apostrophe.
 */
export function csvOf(rows: readonly (readonly string[])[], { separator }: CsvDialect): string {
  return `\ufeff${rows.map((row) => row.map((cell) => cellOf(cell, separator)).join(separator)).join('\r\n')}\r\n`;
}

/** Integer grosze in a form that spreadsheets read as a number: no spaces, no currency. */
export function csvAmount(grosze: number, { separator }: CsvDialect): string {
  const digits = String(Math.abs(grosze)).padStart(3, '0');
  return `${grosze < 0 ? '-' : ''}${digits.slice(0, -2)}${separator === ';' ? ',' : '.'}${digits.slice(-2)}`;
}

function cellOf(text: string, separator: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /["\r\n]/.test(safe) || safe.includes(separator) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
