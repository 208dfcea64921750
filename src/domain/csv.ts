/** A cell of a CSV file: text as a person wrote it, or a number that we wrote ourselves. */
export type Cell = { text: string } | { number: string };

/**
 * One line of a CSV file with its line end. Separated by semicolons, as spreadsheets expect where the comma is the decimal
 * mark. Source: RFC 4180.
 */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(written).join(';')}\r\n`;
}

function written(cell: Cell): string {
  const text = 'text' in cell ? harmless(cell.text) : cell.number;
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A spreadsheet would compute a text that begins like a formula. Source: OWASP, CSV injection. */
function harmless(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
