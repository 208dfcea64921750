export type CsvDialect = {
  /** Polish spreadsheets read `;` as the separator, English ones `,`. */
  separator: ';' | ',';
};

/** A text as a person wrote it, or a number that we wrote. */
export type CsvCell = string | { number: string };

/** The byte order mark at the beginning of a file. Without it Excel takes UTF-8 for the system's old code page. */
export const csvMark = '\ufeff';

/** A spreadsheet file of rows of cells. */
export function csvOf(rows: readonly (readonly CsvCell[])[], dialect: CsvDialect): string {
  return csvMark + rows.map((row) => csvLine(row, dialect)).join('');
}

/** One line with its end, CRLF. Source: RFC 4180. */
export function csvLine(cells: readonly CsvCell[], { separator }: CsvDialect): string {
  return `${cells.map((cell) => cellOf(cell, separator)).join(separator)}\r\n`;
}

/** Integer grosze as a spreadsheet reads it as a number: no spaces, no currency. */
export function csvAmount(grosze: number, { separator }: CsvDialect): CsvCell {
  const digits = String(Math.abs(grosze)).padStart(3, '0');
  const decimal = separator === ';' ? ',' : '.';
  return { number: `${grosze < 0 ? '-' : ''}${digits.slice(0, -2)}${decimal}${digits.slice(-2)}` };
}

function cellOf(cell: CsvCell, separator: string): string {
  if (typeof cell !== 'string') return cell.number;
  // A spreadsheet would run a text that begins like this as a formula.
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /["\r\n]/.test(safe) || safe.includes(separator) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
