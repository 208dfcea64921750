import type { Readable } from 'node:stream';
import { deflatedZip, type ZipPart } from './deflatedZip.ts';

/** A text, an amount in integer grosze, or a calendar day ("2026-11-24"). */
export type SheetCell = string | { amount: number } | { day: string };

/** The type of XLSX files. Source: ECMA-376. */
export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Rows of a sheet below its headings. Excel reads 1,048,576; with half of them no sheet reaches the 4 GiB of its ZIP entry. */
const mostRows = 500_000;

type Table = { title: string; headings: readonly string[]; rows: AsyncIterable<readonly SheetCell[][]> };

/**
 * An XLSX file, made as its reader takes it: one batch of rows is in memory at a time. More than 500,000 rows continue on
 * another sheet with the same headings. Texts are cells of type text, which no spreadsheet computes.
 */
export function workbookStream({ title, headings, rows }: Table): Readable {
  return deflatedZip(partsOf(title, headings, rows[Symbol.asyncIterator]()));
}

async function* partsOf(title: string, headings: readonly string[], rows: Batches): AsyncGenerator<ZipPart> {
  yield fixed('[Content_Types].xml', contentTypes);
  yield fixed('_rels/.rels', relations([['officeDocument', 'xl/workbook.xml']]));
  yield fixed('xl/styles.xml', styles);
  const source = { rows, isOver: false };
  let sheets = 0;
  while (sheets === 0 || !source.isOver) {
    sheets += 1;
    yield { name: `xl/worksheets/sheet${sheets}.xml`, bytes: sheet(headings, source) };
  }
  const names = Array.from({ length: sheets }, (_, index) => (index === 0 ? title : `${title} ${index + 1}`));
  yield fixed('xl/workbook.xml', workbook(names));
  yield fixed(
    'xl/_rels/workbook.xml.rels',
    relations([
      ...names.map((_, index) => ['worksheet', `worksheets/sheet${index + 1}.xml`] as const),
      ['styles', 'styles.xml'],
    ]),
  );
}

type Batches = AsyncIterator<readonly SheetCell[][]>;
type Source = { rows: Batches; isOver: boolean };

/** One sheet; takes batches until the sheet is full or `isOver`. */
async function* sheet(headings: readonly string[], source: Source): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`${sheetStart}${rowXml(headings, 1, 'heading')}`);
  let row = 1;
  while (row <= mostRows) {
    const batch = await source.rows.next();
    if (batch.done) {
      source.isOver = true;
      break;
    }
    yield Buffer.from(batch.value.map((cells) => rowXml(cells, ++row)).join(''));
  }
  yield Buffer.from('</sheetData></worksheet>');
}

const styleOf = { plain: 0, heading: 1, amount: 2, day: 3, marked: 4 } as const;

function rowXml(cells: readonly SheetCell[], row: number, style?: 'heading'): string {
  return `<row r="${row}">${cells.map((cell, column) => cellXml(cell, `${letters(column)}${row}`, style)).join('')}</row>`;
}

function cellXml(cell: SheetCell, at: string, style?: 'heading'): string {
  if (typeof cell !== 'string') {
    return 'amount' in cell
      ? `<c r="${at}" s="${styleOf.amount}"><v>${decimal(cell.amount)}</v></c>`
      : `<c r="${at}" s="${styleOf.day}"><v>${serialOf(cell.day)}</v></c>`;
  }
  if (cell === '') return '';
  // Somebody who edits the cell would otherwise turn its text into a formula.
  const used = style ?? (/^[=+\-@\t\r]/.test(cell) ? 'marked' : 'plain');
  return `<c r="${at}" t="inlineStr" s="${styleOf[used]}"><is><t xml:space="preserve">${xmlText(cell)}</t></is></c>`;
}

/** 0 is A, 25 is Z, 26 is AA. */
function letters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : letters(Math.floor(column / 26) - 1) + last;
}

function decimal(grosze: number): string {
  const digits = String(Math.abs(grosze)).padStart(3, '0');
  return `${grosze < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** The day as a spreadsheet counts it: 1 is 1 January 1900, and 1900 has a 29 February. Holds for days after it. */
function serialOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 86_400_000 + 25_569;
}

const escapes: { readonly [character: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** A text as XML 1.0 can hold it: characters that XML forbids become U+FFFD. */
function xmlText(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>]/g, (character) => escapes[character] ?? character);
}

function fixed(name: string, xml: string): ZipPart {
  return { name, bytes: [Buffer.from(declaration + xml)] };
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const spreadsheetml = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

// How many sheets there will be is not known yet, so sheets are the default of `.xml`.
const contentTypes = `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="${spreadsheetml}.worksheet+xml"/><Override PartName="/xl/workbook.xml" ContentType="${spreadsheetml}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${spreadsheetml}.styles+xml"/></Types>`;

// The first row stays in sight.
const sheetStart = `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15" baseColWidth="16"/><sheetData>`;

const styles = `<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5"><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/><xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" quotePrefix="1"/></cellXfs></styleSheet>`;

function workbook(names: readonly string[]): string {
  const sheets = names.map(
    (name, index) => `<sheet name="${xmlText(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  return `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheets.join('')}</sheets></workbook>`;
}

function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  const each = targets.map(
    ([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${office}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${packages}/relationships">${each.join('')}</Relationships>`;
}
